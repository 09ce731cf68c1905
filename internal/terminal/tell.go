package terminal

import (
	"os"
	"strconv"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
)

// told are the variables whose value says nothing of the person.
var told = []string{"TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"}

// around are those of which only one thing matters: whether they are set.
var around = [][2]string{{"SSH_CONNECTION", "par SSH"}, {"TMUX", "dans tmux"}, {"STY", "dans screen"}, {"WT_SESSION", "dans Windows Terminal"}}

var sights = map[Sight]string{
	Nobody: "aucun (un tube ou un fichier)", Lines: "des lignes seulement", Poor: "une console sans écran", Screen: "plein écran",
}

var colours = map[colorprofile.Profile]string{
	colorprofile.TrueColor: "toutes", colorprofile.ANSI256: "256", colorprofile.ANSI: "16", colorprofile.ASCII: "aucune",
}

// Tell says what can be shown on a terminal and what the program reads of it, each with
// its name, for whoever mends the program.
func Tell(in, out *os.File, env func(string) string) [][2]string {
	all := [][2]string{{"Terminal", sights[Look(in, out, env("TERM"))]}}
	if width, height, err := term.GetSize(out.Fd()); err == nil {
		all = append(all, [2]string{"Taille", strconv.Itoa(width) + " × " + strconv.Itoa(height)})
	}
	if colour := colours[colorprofile.Detect(out, os.Environ())]; colour != "" {
		all = append(all, [2]string{"Couleurs", colour})
	}
	if Foreign(env) {
		all = append(all, [2]string{"Lettres", "autres que l’UTF-8"})
	}
	for _, name := range told {
		if value := env(name); value != "" {
			all = append(all, [2]string{name, value})
		}
	}
	for _, a := range around {
		if env(a[0]) != "" {
			all = append(all, [2]string{"Où", a[1]})
		}
	}
	return all
}
