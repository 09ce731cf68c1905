package tui

import (
	"slices"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"

	"compromis/internal/draw"
	"compromis/internal/french"
)

// moved is a screen one goes through otherwise than a page.
type moved interface{ moves(f frame) []key.Binding }

// allKeys are all that work on a screen: those of its help line, then those one goes
// through it with.
func allKeys(s screen, f frame) []key.Binding {
	return slices.Concat(s.keys(f), pathKeys(s, f), []key.Binding{helpOf(s)})
}

// pathKeys are the keys one goes through a screen with.
func pathKeys(s screen, f frame) []key.Binding {
	if m, own := s.(moved); own {
		return m.moves(f)
	}
	if _, stays := s.(staying); stays {
		return nil
	}
	if typing(s) {
		return draw.LineKeys
	}
	return draw.PageKeys
}

// keyNames are the names of the keys that are not a letter or a sign.
var keyNames = map[string]string{
	"enter": "entrée", "esc": "échap", "space": "espace", "backspace": "retour arrière", "delete": "suppr", "f1": "F1", "shift+tab": "maj+tab",
	"up": "↑", "down": "↓", "left": "←", "right": "→", "pgup": "pg préc", "pgdown": "pg suiv", "home": "début", "end": "fin",
}

// keyName is how a key is told.
func keyName(k string) string {
	if name, known := keyNames[k]; known {
		return name
	}
	return k
}

// toldOnce tells each key once, with the others that do the same. What is told of a key
// by its name holds; else the first that takes a press has it.
func toldOnce(keys []key.Binding) []key.Help {
	var all []key.Help
	named := map[string]bool{}
	for _, k := range keys {
		for _, name := range strings.Fields(k.Help().Key) {
			named[name] = true
		}
	}
	taken, shown := map[string]bool{}, map[string]bool{}
	for _, k := range keys {
		told := k.Help()
		var also []string
		for _, press := range k.Keys() {
			name := keyName(press)
			if !taken[press] && !named[name] && !strings.Contains(told.Key, name) && !ranged(told.Key, press) && !capital(press, k) {
				also = append(also, name)
			}
			taken[press] = true
		}
		if shown[told.Key] {
			if len(also) == 0 {
				continue
			}
			told.Key, also = also[0], also[1:] // another key does the first already
		}
		shown[told.Key] = true
		if len(also) > 0 {
			told.Desc += " (aussi" + french.NBSP + ": " + strings.Join(also, ", ") + ")"
		}
		all = append(all, told)
	}
	return all
}

// capital says whether a press is the capital of another of the key.
func capital(press string, k key.Binding) bool {
	small := strings.ToLower(press)
	return small != press && slices.Contains(k.Keys(), small)
}

// ranged says whether a press is among those of a label like 1-9 or a-z.
func ranged(label, press string) bool {
	from, to, isRange := strings.Cut(label, "-")
	return isRange && utf8.RuneCountInString(press) == 1 && from <= press && press <= to
}
