package draw

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// The keys that mean one thing everywhere.
var (
	KeyUp         = Bind("↑", "monter", "up", "k")
	KeyDown       = Bind("↓", "descendre", "down", "j")
	KeyPageUp     = Bind("pg préc", "page précédente", "pgup", "ctrl+b")
	KeyPageDn     = Bind("espace", "page suivante", "pgdown", "space", "ctrl+f")
	KeyTop        = Bind("début", "tout en haut", "home", "g")
	KeyBottom     = Bind("fin", "tout en bas", "end", "G")
	KeyChoose     = Bind("entrée", "choisir", "enter")
	KeyOpen       = Bind("entrée", "ouvrir", "enter")
	KeyConfirm    = Bind("entrée", "valider", "enter")
	KeyBack       = Bind("échap", "retour", "esc", "left", "backspace")
	KeyHelp       = Bind("?", "aide", "?", "f1")
	KeyHelpTyping = Bind("F1", "aide", "f1") // where a question mark is text
	KeyQuit       = Bind("q", "quitter", "q", "ctrl+c")
	KeyCtrlC      = Bind("ctrl+c", "quitter", "ctrl+c")
	KeyLeave      = Bind("échap", "annuler", "esc")
	KeyYes        = Bind("o", "oui", "o", "O")
	KeyUnsure     = Bind("0", "je ne sais pas", "0")
)

// PageKeys are those one goes through a page or a list with.
var PageKeys = []key.Binding{KeyUp, KeyDown, KeyPageDn, KeyPageUp, KeyTop, KeyBottom}

// LineKeys are those of a [Line].
var LineKeys = []key.Binding{
	Bind("a-z", "écrire", "a"),
	Bind("← →", "aller dans la ligne", "left", "right", "ctrl+b", "ctrl+f"),
	Bind("début fin", "aller au bout de la ligne", "home", "end", "ctrl+a", "ctrl+e"),
	Bind("retour arrière", "effacer la lettre d’avant", "backspace", "ctrl+h"),
	Bind("suppr", "effacer la lettre d’après", "delete", "ctrl+d"),
	Bind("ctrl+u", "effacer jusqu’au début", "ctrl+u"),
	Bind("ctrl+k", "effacer jusqu’à la fin", "ctrl+k"),
	Bind("ctrl+w", "effacer le mot d’avant", "ctrl+w"),
}

// Bind makes a key: how it is shown, what it does, and the presses it takes.
func Bind(shown, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
}

// Digit returns the digit a key types, or -1. The character counts, not the
// key: on a French keyboard digits are shifted.
func Digit(msg tea.KeyPressMsg) int {
	if s := msg.String(); len(s) == 1 && s[0] >= '0' && s[0] <= '9' {
		return int(s[0] - '0')
	}
	return -1
}

// Digits are the digits that choose among so many options: the arrows reach
// those beyond the ninth.
func Digits(options int) string { return fmt.Sprintf("1-%d", min(options, 9)) }

// named are the keys whose name is not the character they type.
var named = map[string]tea.Key{
	"entrée": {Code: tea.KeyEnter}, "échap": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab}, "F1": {Code: tea.KeyF1},
	"maj+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "espace": {Code: tea.KeySpace, Text: " "},
	"début": {Code: tea.KeyHome}, "fin": {Code: tea.KeyEnd}, "pg préc": {Code: tea.KeyPgUp}, "pg suiv": {Code: tea.KeyPgDown},
}

// Press is the press of a key as it is shown; false when several are, such as 1-9.
func Press(b key.Binding) (tea.KeyPressMsg, bool) {
	shown := b.Help().Key
	if k, ok := named[shown]; ok {
		return tea.KeyPressMsg(k), true
	}
	letter, ctrl := strings.CutPrefix(shown, "ctrl+")
	only := []rune(letter)
	switch {
	case len(only) != 1 || strings.ContainsRune("↑↓←→", only[0]): // an arrow is one of two
		return tea.KeyPressMsg{}, false
	case ctrl:
		return tea.KeyPressMsg{Code: only[0], Mod: tea.ModCtrl}, true
	}
	return tea.KeyPressMsg{Code: only[0], Text: letter}, true
}
