// Package contenttest gives the tests of other packages the content they play
// on, read once, and the day they are played on: the real one, for how the
// program behaves, and a small one of its own, for how its screens look.
package contenttest

import (
	"embed"
	"errors"
	"io/fs"
	"sync"
	"time"

	"compromis/content"
	"compromis/decision"
)

// Today is the day every test is played on.
var Today = time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)

// Load reads the embedded content, once for all tests: nobody may write to it.
var Load = sync.OnceValues(content.Load)

// Guide is the embedded content, for a test, a benchmark or a property.
func Guide(t interface{ Fatal(...any) }) *decision.Guide {
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

//go:embed small
var small embed.FS

// LoadSmall reads the small guide, once for all tests: nobody may write to it.
var LoadSmall = sync.OnceValues(func() (*decision.Guide, error) {
	pages, err := fs.Sub(small, "small")
	if err != nil {
		return nil, err
	}
	g, err := content.Read(pages, time.Time{})
	if err != nil {
		return nil, err
	}
	_, unsound := content.Verify(g)
	return g, errors.Join(unsound, content.Runnable(g))
})

// Small is the guide in the folder small, for the golden pictures of screens.
// It has every kind of question and every part of a page, and its words change
// for no reason of law: a page reworded in content/ then reddens no picture.
func Small(t interface{ Fatal(...any) }) *decision.Guide {
	g, err := LoadSmall()
	if err != nil {
		t.Fatal(err)
	}
	return g
}
