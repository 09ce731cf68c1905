package tui

import (
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/handout"
)

// reportSession writes the report of the session in two files, for people and
// for a spreadsheet.
type reportSession struct{}

// reportSession reads the stage and writes off the main loop, then says where.
func (m *Model) reportSession() tea.Cmd {
	put, on, g := m.config.Export, m.config.Stage, m.guide
	if put == nil || on == nil {
		return m.apply(open{newNotice(wordNotReported, wordNoNotes)})
	}
	return func() tea.Msg {
		session, ok := on.Report(g)
		if !ok {
			return arrived{open{newNotice(wordNotReported, wordNothingToSay)}}
		}
		name := fileName("", "seance", string(session.On))
		text, err := put(name+"md", func(w io.Writer) error { return handout.ReportMarkdown(w, session) })
		if err != nil {
			return arrived{open{newNotice(wordNotReported, err.Error())}}
		}
		table, err := put(name+"csv", func(w io.Writer) error { return handout.ReportCSV(w, session) })
		if err != nil {
			return arrived{open{newNotice(wordNotReported, err.Error(), wordReported+nbsp+": "+lastName(text)+".")}}
		}
		return arrived{open{newNotice(wordReported, wordReportWhere, lastName(text), lastName(table))}}
	}
}

// lastName is the name of a file without its folders: the room may be looking.
func lastName(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }
