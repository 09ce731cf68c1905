package tui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/stage"
)

// notes follow the projection in a second terminal: what is on screen, what to
// say, the time left. They look at the stage a few times a second, and change
// nothing there.
type notes struct {
	reading
	play  stage.Play
	on    bool // there is a projection
	stamp stage.Stamp
	turn  int // tells the present run of looks from those before it
}

// lookEvery is how long the notes may be late.
const lookEvery = 200 * time.Millisecond

// lookTime says that it is time to look.
type lookTime struct{ turn int }

func newNotes() *notes {
	n := &notes{}
	n.Page, n.blocks, n.verb, n.about = draw.NewPage(false), n.lines, draw.KeyOpen, wordNotes
	return n
}

func (n *notes) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case refreshed:
		n.turn++
		n.reading.update(msg, f)
		if f.stage == nil {
			return nil, nil
		}
		return nil, lookAt(f.stage, n.stamp, n.turn)
	case looked:
		if msg.turn != n.turn {
			return nil, nil
		}
		if n.stamp = msg.stamp; msg.fresh {
			n.follow(msg)
		}
		n.stale = true // time passes
		return nil, tea.Tick(lookEvery, func(time.Time) tea.Msg { return lookTime{msg.turn} })
	case lookTime:
		if msg.turn != n.turn {
			return nil, nil
		}
		return nil, lookAt(f.stage, n.stamp, n.turn)
	}
	return n.reading.update(msg, f)
}

// follow takes what the projection now shows. Another screen is read from its
// top.
func (n *notes) follow(l looked) {
	if l.play.Screen != n.play.Screen || !l.play.Started.Equal(n.play.Started) {
		n.Page = draw.NewPage(false)
	}
	n.play, n.on = l.play, l.on
}

func (n *notes) lines(f frame) []draw.Block {
	e := stage.Exercise(f.guide, n.play.Exercise)
	switch {
	case f.stage == nil:
		return append([]draw.Block{{Lines: draw.Wrap(wordNotes, f.TextWidth(), f.Styles.Title)}, draw.Gap()}, noStage(f)...)
	case !n.on || e == nil:
		return []draw.Block{
			{Lines: draw.Wrap(wordWaiting, f.TextWidth(), f.Styles.Title)}, draw.Gap(),
			draw.Plain(wordWaitHelp, f.Frame), draw.Plain(wordWaitHow, f.Frame),
		}
	}
	all := slides(e, true, f.guide)
	blocks := []draw.Block{{Lines: draw.Wrap(e.Title, f.TextWidth(), f.Styles.Title)}}
	if n.play.Black {
		blocks = append(blocks, draw.Block{Lines: draw.Hang(wordDark, f.TextWidth(), f.Styles.Caution.Render(draw.FaultMark)+" ", f.Styles.Caution)})
	}
	where := fmt.Sprintf("%d. %s", n.play.Screen+1, french.Shown(n.play.Name))
	blocks = append(blocks, draw.Fact(wordOnScreen, where, f.Styles.Strong, f.Frame))
	if then := n.then(all); then != "" {
		blocks = append(blocks, draw.Fact(wordThen, then, f.Styles.Text, f.Frame))
	}
	blocks = append(blocks, n.clock(e, f))
	if n.play.Screen < len(all) {
		blocks = append(blocks, draw.Section(wordToSay, []draw.Block{draw.Plain(all[n.play.Screen].say, f.Frame)}, f.Frame)...)
	}
	return append(append(blocks, lesson(e, f)...), n.votes(f)...)
}

// clock is the time since the beginning, and the time left.
func (n *notes) clock(e *decision.Exercise, f frame) draw.Block {
	spent := n.play.Elapsed(f.stage.Now()).Truncate(time.Second)
	planned := time.Duration(e.Minutes) * time.Minute
	left, style := "reste "+clockText(planned-spent), f.Styles.Text
	if spent > planned {
		left, style = "dépassé de "+clockText(spent-planned), f.Styles.Caution
	}
	return draw.Fact(wordTime, clockText(spent)+" sur "+french.Plural(e.Minutes, "minute", "minutes")+", "+left, style, f.Frame)
}

// clockText writes a duration in minutes and seconds: "04:12".
func clockText(d time.Duration) string {
	seconds := int(d.Seconds())
	return fmt.Sprintf("%02d:%02d", seconds/60, seconds%60)
}

// then is what the next two screens are.
func (n *notes) then(all []slide) string {
	var names []string
	for i := n.play.Screen + 1; i < len(all) && i <= n.play.Screen+2; i++ {
		names = append(names, fmt.Sprintf("%d. %s", i+1, all[i].name))
	}
	return strings.Join(names, ", puis ")
}

// votes are the numbers of both votes, by proposal.
func (n *notes) votes(f frame) []draw.Block {
	said, widest := make([]string, len(n.play.Proposals)), 0
	for i := range said {
		switch before, after := n.play.Before, n.play.After; {
		case len(before) > 0 && len(after) > 0:
			said[i] = fmt.Sprintf("%d → %d (%s)", before[i], after[i], voteShift(before[i], after[i]))
		case len(before) > 0:
			said[i] = fmt.Sprint(before[i])
		case len(after) > 0:
			said[i] = fmt.Sprint(after[i])
		default:
			return nil
		}
		widest = max(widest, ansi.StringWidth(said[i]))
	}
	var blocks []draw.Block
	for i, id := range n.play.Proposals {
		mark := f.Styles.Accent.Render(letterOf(i)) + "  " + f.Styles.Strong.Render(cell(said[i], widest)) + "  "
		title := ""
		if step := f.guide.Step(id); step != nil {
			title = step.Title
		}
		blocks = append(blocks, draw.Block{Lines: draw.Hang(title, f.TextWidth(), mark, f.Styles.Text)})
	}
	return draw.Section(wordVotes, blocks, f.Frame)
}

// lesson is what the exercise is for.
func lesson(e *decision.Exercise, f frame) []draw.Block {
	blocks := draw.Section(wordAnswer, []draw.Block{{
		Lines: draw.Wrap(f.guide.Step(e.Step).Title, f.TextWidth(), f.Styles.Strong), Lead: decision.Link{Kind: decision.ToStep, ID: e.Step},
	}}, f.Frame)
	blocks = append(blocks, draw.Section(wordPoint, draw.Text(e.Point, f.TextWidth(), f.Styles), f.Frame)...)
	return append(blocks, draw.Section(wordUsualMistake, draw.Text(e.Mistake, f.TextWidth(), f.Styles), f.Frame)...)
}
