package casefile

import (
	"encoding/json"
	"strings"
)

// forgiving reads JSON that somebody broke: cut short, with a hole in it, with a
// comma too many or one missing, with a text that does not end. It takes what it
// meets for what it most likely was, and counts what it could not. A text ends
// with its line at the latest, as this program writes them: what comes after a
// quote that was lost is found again one line below.
type forgiving struct {
	data   string
	at     int
	depth  int
	faults int
}

// maxDepth is more than a case needs.
const maxDepth = 64

// all reads everything as one object, whatever closes it too early.
func (f *forgiving) all() map[string]any {
	all := map[string]any{}
	if f.spaces(); strings.HasPrefix(f.data[f.at:], "{") {
		f.at++
	}
	for f.at < len(f.data) {
		was := f.at
		for name, held := range f.object() {
			if _, ok := all[name]; !ok {
				all[name] = held
			}
		}
		if f.at == was {
			f.at++
		}
	}
	return all
}

// value reads one value; nil when there is none.
func (f *forgiving) value() any {
	for ; f.at < len(f.data); f.at++ {
		switch c := f.data[f.at]; {
		case c == '{' || c == '[':
			if f.depth == maxDepth {
				f.at, f.faults = len(f.data), f.faults+1
				return nil
			}
			f.depth++
			f.at++
			defer func() { f.depth-- }()
			if c == '{' {
				return f.object()
			}
			return f.list()
		case c == '"':
			return f.string()
		case c == '}' || c == ']' || c == ',':
			f.faults++
			return nil
		case c == '-' || '0' <= c && c <= '9' || c == 't' || c == 'f' || c == 'n':
			return f.word()
		case c > ' ':
			f.faults++
		}
	}
	f.faults++
	return nil
}

func (f *forgiving) object() map[string]any {
	all := map[string]any{}
	for f.at < len(f.data) {
		switch f.data[f.at] {
		case '}':
			f.at++
			return all
		case ']': // of a list around it
			f.faults++
			return all
		case '"':
			name := f.string()
			f.spaces()
			if f.at == len(f.data) || f.data[f.at] != ':' {
				f.faults++
				continue
			}
			f.at++
			if held := f.value(); held != nil {
				all[name] = held
			}
		default:
			f.junk()
		}
	}
	f.faults++
	return all
}

func (f *forgiving) list() []any {
	all := []any{}
	for f.at < len(f.data) {
		switch c := f.data[f.at]; {
		case c == ']':
			f.at++
			return all
		case c == '}':
			f.faults++
			return all
		case c == ',' || c <= ' ':
			f.at++
		default:
			was := f.at
			if held := f.value(); held != nil {
				all = append(all, held)
			}
			if f.at == was {
				f.at++
			}
		}
	}
	f.faults++
	return all
}

// junk passes a byte that has no place here.
func (f *forgiving) junk() {
	if c := f.data[f.at]; c > ' ' && c != ',' {
		f.faults++
	}
	f.at++
}

func (f *forgiving) spaces() {
	for f.at < len(f.data) && f.data[f.at] <= ' ' {
		f.at++
	}
}

// string reads a text, to its quote or to the end of its line.
func (f *forgiving) string() string {
	f.at++
	from := f.at
	for f.at < len(f.data) && f.data[f.at] != '"' && f.data[f.at] != '\n' {
		if f.data[f.at] == '\\' && f.at+1 < len(f.data) && f.data[f.at+1] != '\n' {
			f.at++
		}
		f.at++
	}
	f.at = min(f.at, len(f.data))
	raw := f.data[from:f.at]
	if f.at < len(f.data) && f.data[f.at] == '"' {
		f.at++
	} else {
		f.faults++
	}
	var said string
	if json.Unmarshal([]byte(`"`+raw+`"`), &said) == nil {
		return said
	}
	f.faults++
	return escapes.Replace(strings.TrimSuffix(raw, `\`))
}

// escapes are read one by one where a text as a whole is no text of JSON.
var escapes = strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\"`, `"`, `\\`, `\`, `\/`, "/", `\r`, "\r")

// word reads a number, true, false or null.
func (f *forgiving) word() any {
	from := f.at
	for f.at < len(f.data) && strings.IndexByte("+-.0123456789abcdefghijklmnopqrstuvwxyzE", f.data[f.at]) >= 0 {
		f.at++
	}
	raw := f.data[from:f.at]
	switch raw {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	if json.Valid([]byte(raw)) {
		return json.Number(raw)
	}
	f.faults++
	return nil
}
