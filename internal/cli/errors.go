package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compromis/decision"
	"compromis/internal/french"
)

// usageError is a command line that is not understood: one French line.
type usageError string

func (e usageError) Error() string { return string(e) }

// failure is what could not be done, in French.
type failure string

func (e failure) Error() string { return string(e) }

// contentError is what is wrong with the content: French lines, for authors.
type contentError []string

func (e contentError) Error() string { return strings.Join(e, "\n") }

// usage says that a word is none of those one may write, with the nearest, or
// else all of them. what is "commande inconnue".
func usage(what, word string, names []string) error {
	told := french.Quote(french.Shown(word)) + french.NBSP + ": " + what + ". "
	if near := decision.Nearest(word, names); near != "" && len(word) > 2 {
		return usageError(told + "Vouliez-vous dire " + french.Quote(near) + french.NBSP + "?")
	}
	return usageError(told + possible(names))
}

// possible lists what one may write.
func possible(names []string) string { return "Possible" + french.NBSP + ": " + french.Or(names) + "." }

// words is what a command takes besides its flags: so many words. After a
// command that has others under it, another word is none of them, but for what
// follows "--".
func words(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) > most && cmd.HasSubCommands() && !slices.Contains(kidNames(cmd), args[0]):
			return usage("commande inconnue", args[0], kidNames(cmd))
		case len(args) > most:
			return tooMany(args[most], cmd)
		case len(args) < least:
			return usageError("Il manque un mot. Écrivez" + french.NBSP + ": " + line(cmd))
		}
		return nil
	}
}

func tooMany(word string, cmd *cobra.Command) error {
	return usageError(french.Quote(french.Shown(word)) + " est de trop. Écrivez" + french.NBSP + ": " + line(cmd))
}

// wrongFlag says which flag has a value that is not understood.
func wrongFlag(flag string, err error) error {
	return usageError("Option " + flag + french.NBSP + ": " + err.Error())
}

// flagError puts into French what pflag says of a flag.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var alone *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	var odd *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if short := unknown.GetSpecifiedShortnames(); short != "" {
			name = "-" + short
		}
		name, _, _ = strings.Cut(name, "=")
		return usage("option inconnue", name, flagNames(cmd))
	case errors.As(err, &alone):
		name := shown(alone.GetFlag())
		return usageError(fmt.Sprintf("Il manque une valeur après %s%s: %s %s.", name, french.NBSP, name, alone.GetFlag().Value.Type()))
	case errors.As(err, &wrong) && errors.Is(err, errTwice):
		return usageError("L’option " + shown(wrong.GetFlag()) + " est donnée deux fois. Gardez-en une.")
	case errors.As(err, &wrong) && errors.Is(err, errValue):
		return usageError("L’option " + shown(wrong.GetFlag()) + " ne prend pas de valeur.")
	case errors.As(err, &wrong):
		return wrongFlag(shown(wrong.GetFlag()), errors.Unwrap(wrong))
	case errors.As(err, &odd):
		return usage("option inconnue", odd.GetSpecifiedFlag(), flagNames(cmd))
	}
	return err
}

// flagNames returns the flags of a command as one writes them, its own first.
func flagNames(cmd *cobra.Command) []string {
	var names []string
	for _, f := range flagsOf(cmd) {
		names = append(names, namesOf(f)...)
	}
	return names
}

// flagsOf returns the flags of a command: its own, then the general ones, in the
// order they were added.
func flagsOf(cmd *cobra.Command) []*pflag.Flag {
	var own, general []*pflag.Flag
	cmd.Root().PersistentFlags().VisitAll(func(f *pflag.Flag) { general = append(general, f) })
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !slices.Contains(general, f) {
			own = append(own, f)
		}
	})
	return slices.Concat(own, general)
}

// namesOf returns all the names of a flag, with their dashes, the main one
// first.
func namesOf(f *pflag.Flag) []string {
	switch {
	case f.Name == helpFlag:
		return []string{"--aide", "--help", "-h"}
	case f.Shorthand != "":
		return []string{"-" + f.Shorthand, "--" + f.Name}
	}
	return []string{"--" + f.Name}
}

// shown returns the main name of a flag.
func shown(f *pflag.Flag) string { return namesOf(f)[0] }
