package workshop

import (
	"bytes"
	"encoding/json"
)

// ours is how every journal begins, of any version.
const ours = `{"format":"` + format + `","version":`

// read reads the journal, up to its first line that is not whole. fresh says
// that there is nothing in it.
func (j *journal) read() (fresh bool, err error) {
	data, err := j.content()
	if err != nil {
		return false, err
	}
	first, rest, whole := bytes.Cut(data, []byte("\n"))
	if !whole && (bytes.HasPrefix(first, []byte(ours)) || bytes.HasPrefix([]byte(ours), first)) {
		return true, nil // even its first line was never finished
	}
	if !bytes.HasPrefix(first, []byte(ours)) || json.Unmarshal(first, &j.header) != nil {
		return false, foreign(j.path)
	}
	if j.Version > version {
		return false, newer(j.path)
	}
	if j.Version != version {
		return false, foreign(j.path)
	}
	j.log.Keep(int64(len(first)) + 1)
	return false, j.readEvents(rest)
}

// readEvents reads the lines after the first. What comes after the last whole
// line is the end of a write that was cut; a bad line among good ones is damage.
func (j *journal) readEvents(data []byte) error {
	bad := 0
	for number := 2; len(data) > 0; number++ {
		line, rest, whole := bytes.Cut(data, []byte("\n"))
		e, ok := parse(line)
		switch {
		case !whole || !ok:
			j.torn = true
			if bad == 0 {
				bad = number
			}
		case bad > 0:
			return damaged(j.path, bad)
		case e.N != len(j.events)+1:
			return damaged(j.path, number)
		default:
			j.events = append(j.events, e)
			j.log.Keep(j.log.Size() + int64(len(line)) + 1)
		}
		data = rest
	}
	j.kept = len(j.events)
	return nil
}

func parse(line []byte) (e event, ok bool) {
	err := json.Unmarshal(line, &e)
	return e, err == nil && e.N > 0 && e.What != ""
}
