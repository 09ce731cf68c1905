package stage

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"compromis/internal/disk"
	"compromis/internal/french"
)

// Settings are what heads every report of a trainer: asked once, and kept in a file
// they may change or remove.
type Settings struct {
	Trainer      string   `json:"formateur"`
	Organisation string   `json:"organisme"`
	Place        string   `json:"lieu"`
	Title        string   `json:"titre"`
	Objectives   []string `json:"objectifs"`
}

// The file of the settings, and how long a line of it is.
const (
	settingsName = "entete.json"
	maxSettings  = 1 << 16 // bytes
	maxLine      = 200     // characters
	maxOwn       = 6       // objectives
)

// ReadSettings returns the settings kept in a folder; kept is false when there are
// none that can be read.
func ReadSettings(dir string) (s Settings, kept bool) {
	f, err := os.Open(filepath.Join(dir, settingsName))
	if err != nil {
		return Settings{}, false
	}
	defer f.Close() //nolint:errcheck // read only
	data, err := io.ReadAll(io.LimitReader(f, maxSettings))
	if err != nil || json.Unmarshal(data, &s) != nil {
		return Settings{}, false
	}
	return s.tidy(), true
}

// Write keeps the settings in a folder, and makes it. The error is one French line.
func (s Settings) Write(dir string) error {
	data, err := json.MarshalIndent(s.tidy(), "", "\t")
	if err == nil {
		err = disk.MakeDir(dir)
	}
	if err == nil {
		err = disk.Write(filepath.Join(dir, settingsName), append(data, '\n'))
	}
	if err != nil {
		return unusable(dir, err)
	}
	return nil
}

// ForgetSettings has them asked again.
func ForgetSettings(dir string) error {
	err := os.Remove(filepath.Join(dir, settingsName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// tidy makes every line safe to show and short enough to head a paper.
func (s Settings) tidy() Settings {
	for _, line := range []*string{&s.Trainer, &s.Organisation, &s.Place, &s.Title} {
		*line = brief(*line)
	}
	var own []string
	for _, o := range s.Objectives {
		if o = brief(o); o != "" && len(own) < maxOwn {
			own = append(own, o)
		}
	}
	s.Objectives = own
	return s
}

func brief(line string) string {
	letters := []rune(strings.Join(strings.Fields(french.Line(line)), " "))
	return string(letters[:min(len(letters), maxLine)])
}

// Headed returns a session with what heads its report: one's own objectives take the
// place of the usual one.
func (s Session) Headed(by Settings) Session {
	s.Heading = Heading{Title: by.Title, Trainer: by.Trainer, Organisation: by.Organisation, Place: by.Place}
	if len(by.Objectives) > 0 {
		s.Objectives = by.Objectives
	}
	return s
}
