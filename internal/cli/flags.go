package cli

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// helpFlag is the main name of the flag that asks for help: see [sameName].
const helpFlag = "aide"

// sameName makes --help another name of --aide. cobra looks for the one named
// "help", and so finds it.
func sameName(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	if name == "help" {
		name = helpFlag
	}
	return pflag.NormalizedName(name)
}

// flags adds flags to a command. Each of its methods names the flag with its
// dashes, the short name first if there is one, and gives where its value goes.
type flags struct {
	*program
	cmd *cobra.Command
	set *pflag.FlagSet
}

// flags adds flags to a command alone.
func (p *program) flags(cmd *cobra.Command) flags { return flags{p, cmd, cmd.Flags()} }

// kind is what a flag takes: the word of it in the help, and what a shell may
// offer.
type kind struct {
	name  string
	offer offer
	told  bool // the help lists what is offered: there is nothing else one may write
}

// value is a flag with a value, kept once it is read.
type value[T any] struct {
	kind
	again bool // it may be given several times
	given bool
	keep  func(T)
	read  func(string) (T, error)
}

// What is wrong with a flag, besides what it is given.
var (
	errTwice = errors.New("given twice")
	errValue = errors.New("takes no value")
)

// Set reads what was given. A flag given twice is refused rather than one of the
// two values dropped.
func (v *value[T]) Set(typed string) error {
	if v.given && !v.again {
		return errTwice
	}
	said, err := v.read(typed)
	if err != nil {
		return err
	}
	v.given = true
	v.keep(said)
	return nil
}

// String is the default value: nothing.
func (v *value[T]) String() string { return "" }

// Type is what the help calls the value.
func (v *value[T]) Type() string { return v.name }

// entered is a flag whose value is made text where it comes in.
type entered struct {
	pflag.Value
	*program
	name string
}

// Set reads what was typed, as text: on one line, but for what has several. The
// name of a file is what it is.
func (e entered) Set(typed string) error {
	switch e.Type() {
	case "fichier", "répertoire":
	case "texte", "lignes":
		e.cleaned(typed, "de "+e.name)
		typed = french.Text(typed)
	default:
		e.cleaned(typed, "de "+e.name)
		typed = french.Line(typed)
	}
	return e.Value.Set(typed)
}

// inFull is what was typed, a day told in full.
func (e entered) inFull(typed string) string {
	var day decision.Day
	switch v := e.Value.(type) {
	case *value[decision.Day]:
		day, _ = v.read(typed)
	case *value[*decision.Day]:
		if read, err := v.read(typed); err == nil {
			day = *read
		}
	}
	if day == "" {
		return typed
	}
	return french.Day(string(day))
}

// choices are what the help lists: see [kind].
func (e entered) choices(p *program) []string {
	if v, ok := e.Value.(interface{ choices(*program) []string }); ok {
		return v.choices(p)
	}
	return nil
}

// toggle is a flag without value.
type toggle struct {
	to    *bool
	again bool
}

// Set takes the flag for given. pflag says "true" of one without value.
func (t *toggle) Set(typed string) error {
	switch {
	case typed != "true":
		return errValue
	case *t.to && !t.again:
		return errTwice
	}
	*t.to = true
	return nil
}

// String is what cobra reads of the flag for help.
func (t *toggle) String() string { return strconv.FormatBool(t.to != nil && *t.to) }

// Type is what cobra checks of it first.
func (t *toggle) Type() string { return "bool" }

// add puts a flag on the command.
func (f flags) add(v pflag.Value, names, summary string) *pflag.Flag {
	all := strings.Fields(names)
	short, long := "", strings.TrimPrefix(all[len(all)-1], "--")
	if len(all) > 1 {
		short = all[0][1:]
	}
	return f.set.VarPF(v, long, short, summary)
}

// once adds a flag that takes one value, read by a function whose error is a
// French sentence.
func once[T any](f flags, to *T, names string, k kind, summary string, read func(string) (T, error)) {
	f.valued(&value[T]{kind: k, read: read, keep: func(said T) { *to = said }, again: f.completing}, k, names, summary)
}

// many adds a flag that may be given several times.
func many[T any](f flags, to *[]T, names string, k kind, summary string, read func(string) (T, error)) {
	f.valued(&value[T]{kind: k, read: read, keep: func(said T) { *to = append(*to, said) }, again: true}, k, names, summary)
}

// valued adds a flag that takes a value. What completes it is only of use to a
// shell.
func (f flags) valued(v pflag.Value, k kind, names, summary string) {
	all := strings.Fields(names)
	name := f.add(entered{v, f.program, all[len(all)-1]}, names, summary).Name
	if f.completing {
		// It only fails on a flag that is not there, or has one already.
		_ = f.cmd.RegisterFlagCompletionFunc(name, f.completion(k.offer))
	}
}

// yes adds a flag without value.
func (f flags) yes(to *bool, names, summary string) {
	f.add(&toggle{to: to, again: f.completing}, names, summary).NoOptDefVal = "true"
}

// text adds a flag that takes words.
func (f flags) text(to *string, names, kindName, summary string) {
	once(f, to, names, kind{name: kindName}, summary, asTyped)
}

// edit adds a flag that takes words, and changes something with them. No word
// at all is something to say: it clears.
func edit[T any](f flags, to *[]func(*T), names, kindName, summary string, change func(of *T, said string)) {
	editAs(f, to, names, kind{name: kindName}, summary, asTyped, change)
}

// editAs adds one whose words are checked, unless they clear.
func editAs[T any](f flags, to *[]func(*T), names string, k kind, summary string, check func(string) (string, error), change func(of *T, said string)) {
	keep := func(said string) { *to = append(*to, func(of *T) { change(of, said) }) }
	read := func(typed string) (string, error) {
		if typed = strings.TrimSpace(typed); typed == "" {
			return "", nil
		}
		return check(typed)
	}
	f.valued(&value[string]{kind: k, read: read, keep: keep, again: f.completing}, k, names, summary)
}

// choice adds a flag that takes one of the words offered. They are checked when
// the command runs.
func (f flags) choice(to *string, names, kindName, summary string, offered offer) {
	once(f, to, names, kind{kindName, offered, true}, summary, asTyped)
}

// date adds a flag that takes the day of something that happened.
func (f flags) date(to *decision.Day, names, summary string) {
	once(f, to, names, kind{name: "date"}, summary, f.readPast)
}

// dateAhead adds a flag that takes the day of something expected.
func (f flags) dateAhead(to *decision.Day, names, summary string) {
	once(f, to, names, kind{name: "date"}, summary, func(typed string) (decision.Day, error) { return f.readDay(typed, french.Coming) })
}

// dayToBe adds the flag of the day to reason on, told in full: it comes before the
// days that are told from it.
func (f flags) dayToBe(names, summary string) {
	once(f, &f.today, names, kind{name: "date"}, summary, func(typed string) (decision.Day, error) {
		if f.fromToday {
			return "", errors.New("Écrivez cette option avant les dates dites à partir d’aujourd’hui.")
		}
		day, err := french.ParseDate(typed)
		return decision.Day(day), err
	})
}

// file adds a flag that takes the name of a file.
func (f flags) file(to *string, names, summary string) {
	once(f, to, names, kind{name: "fichier", offer: files}, summary, func(typed string) (string, error) {
		if typed == "" {
			return "", errors.New("Écrivez le nom d’un fichier.")
		}
		return typed, nil
	})
}

// folder adds a flag that takes the name of a folder.
func (f flags) folder(to *string, names, summary string) {
	once(f, to, names, kind{name: "répertoire", offer: folders}, summary, asTyped)
}

// folders adds one that takes several.
func (f flags) folders(to *[]string, names, summary string) {
	many(f, to, names, kind{name: "répertoire", offer: folders}, summary, func(typed string) (string, error) {
		if typed == "" {
			return "", errors.New("Écrivez le nom d’un répertoire.")
		}
		return typed, nil
	})
}

// whole adds a flag that takes a whole number.
func (f flags) whole(to *int, names string, least int, summary string) {
	once(f, to, names, kind{name: "nombre"}, summary, func(typed string) (int, error) { return readWhole(typed, least) })
}

// dues adds a flag that takes a day and a sum, several times.
func (f flags) dues(to *[]dossier.Due, names, summary string) {
	many(f, to, names, kind{name: "date=montant"}, summary, func(typed string) (dossier.Due, error) {
		due, err := f.readDue(typed)
		if errors.Is(err, french.ErrDue) {
			err = errors.New("Écrivez date=montant, comme 01/05/2026=1500,00.")
		}
		return due, err
	})
}

// sum adds a flag that takes an amount, in cents.
func (f flags) sum(to *int64, names, summary string) {
	once(f, to, names, kind{name: "somme"}, summary, french.ParseCents)
}

// rate adds the flag of the rate of a contract, in hundredths of a percent.
func (f flags) rate(to *int) {
	once(f, to, "--taux", kind{name: "taux"}, "le taux de retard prévu au contrat, en % par an, comme 12,00", french.ParsePercent)
}

// answers adds the flag of the answers given beforehand.
func (f flags) answers(to *[]string) {
	many(f, to, "-r --"+answerFlag, kind{name: "fait=valeur", offer: offerFacts}, "une réponse, comme -r cause=impaye ; à répéter", asTyped)
}

// answerFlag is the long name of -r.
const answerFlag = "reponse"

// json adds the flag that asks for JSON.
func (f flags) json(to *bool) { f.yes(to, "--json", "répondre en JSON") }

// secret adds the flag that gives the passphrase of a case.
func (f flags) secret(to *string) {
	f.file(to, "--mot-de-passe-fichier", "lire le mot de passe du dossier dans ce fichier, première ligne")
}

// caseName adds the flag that names the case, as its first word does.
func (f flags) caseName(to *string) {
	once(f, to, "--dossier", kind{name: "dossier", offer: offerCases}, "le dossier : son identifiant, ou le nom du client", asTyped)
}

// toFile adds the flags that say which file to write.
func (f flags) toFile(to *target) {
	f.file(&to.file, "-o --sortie", "écrire dans ce fichier ; - pour la sortie")
	f.yes(&to.force, "--force", "remplacer le fichier s’il existe déjà")
}

// output adds the flags that say which file to write, and in what format.
func (f flags) output(to *target, formats []string, summary string) {
	f.toFile(to)
	f.choice(&to.format, "--format", "format", summary, fixed(formats...))
}

func asTyped(typed string) (string, error) { return typed, nil }

// readPast reads the day of something that happened.
func (p *program) readPast(typed string) (decision.Day, error) { return p.readDay(typed, french.Past) }

// readDay reads a day, told in full or from the day to reason on.
func (p *program) readDay(typed string, sense french.Sense) (decision.Day, error) {
	day, err := french.ParseDate(typed)
	if err != nil {
		if day, err = sense.Parse(typed, p.day().Time()); err == nil {
			p.fromToday = true
		}
	}
	return decision.Day(day), err
}

// readDue reads "date=montant", or a day and a sum apart by a space.
func (p *program) readDue(typed string) (dossier.Due, error) {
	day, amount, err := french.ParseDue(typed, time.Time{})
	if err != nil {
		if day, amount, err = french.ParseDue(typed, p.day().Time()); err == nil {
			p.fromToday = true
		}
	}
	if err != nil {
		return dossier.Due{}, err
	}
	cents, err := french.ParseCents(amount)
	return dossier.Due{On: decision.Day(day), Cents: cents}, err
}

// readWhole reads a whole number.
func readWhole(typed string, least int) (int, error) {
	n, err := strconv.Atoi(typed)
	if err != nil || n < least {
		return 0, errors.New("Écrivez un nombre entier, " + strconv.Itoa(least) + " ou plus.")
	}
	return n, nil
}
