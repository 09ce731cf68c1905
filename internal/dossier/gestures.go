package dossier

import "maps"

// The gestures of a step that were ticked. A gesture is known by its words: when the
// content changes, a tick stays with what was done, and one whose gesture is no longer
// told waits unseen. A name that nothing else may have stands between: the id of a
// step, a slash, the words as plain letters.

// Ticked says whether a gesture of a step was done.
func (c Case) Ticked(step, gesture string) bool { return c.Gestures[step+"/"+gesture] }

// Tick returns the case with a gesture of a step done, or no longer.
func (c Case) Tick(step, gesture string) Case {
	c.Gestures = maps.Clone(c.Gestures)
	key := step + "/" + gesture
	if c.Gestures[key] {
		if delete(c.Gestures, key); len(c.Gestures) == 0 {
			c.Gestures = nil
		}
		return c
	}
	if c.Gestures == nil {
		c.Gestures = map[string]bool{}
	}
	c.Gestures[key] = true
	return c
}
