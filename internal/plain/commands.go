package plain

// command is one word after compromis. The table of commands gives the
// parsing, the help and the completions.
type command struct {
	name    string
	usage   string // what follows the name
	summary string
	more    string // a paragraph of help; may be empty
	flags   []flag
	args    []string // the words it takes as arguments, when they are known
	most    int      // arguments it takes at most
	run     func(*call) error
}

// flag is an option of a command. It takes a value when value names one.
type flag struct {
	names   []string // with their dashes, the main one first
	value   string
	summary string
	many    bool     // may be given several times
	choices []string // the values it takes, when they are known
}

var (
	answerFlag = flag{names: []string{"-r"}, value: "fait=valeur", many: true, summary: "une réponse, comme -r cause=impaye ; à répéter"}
	todayFlag  = flag{names: []string{"--aujourdhui"}, value: "date", summary: "raisonner à cette date, comme 31/12/2026"}
	helpFlag   = flag{names: []string{"--aide", "--help", "-h"}, summary: "cette aide"}
)

// shells are those [Completion] writes for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

// program is compromis without a sub-command.
var program = command{
	summary: "trouver la suite d’un conflit avec un client",
	flags: []flag{
		{names: []string{"--lineaire"}, summary: "l’entretien en lignes simples, pour lecteur d’écran"},
		{names: []string{"--version"}, summary: "la date du contenu et ce qui en a été vérifié"},
		helpFlag,
	},
}

// commands returns the table of sub-commands, in the order of the help.
func commands() []command {
	return []command{
		{
			name: "conseil", usage: "[-r fait=valeur]… [--faits fichier] [--json]",
			summary: "l’étape recommandée d’après des réponses données d’avance",
			more:    "Sans assez de réponses, la commande donne la prochaine question. Une valeur inconnue s’écrit « inconnu ».",
			flags: []flag{
				answerFlag,
				{names: []string{"--faits"}, value: "fichier", summary: "lire les réponses dans un objet JSON ; - lit l’entrée"},
				{names: []string{"--json"}, summary: "répondre en JSON"},
				todayFlag, helpFlag,
			},
			run: runAdvise,
		},
		{
			name: "verifier", usage: "[dossier]", summary: "prouver que le contenu est sûr, ou celui d’un dossier",
			flags: []flag{helpFlag}, most: 1, run: runVerify,
		},
		{
			name: "arbre", usage: "[--format texte|mermaid|dot] [-r fait=valeur]…",
			summary: "dessiner l’arbre de décision, en entier ou après des réponses",
			flags: []flag{
				{names: []string{"--format"}, value: "format", summary: "texte (d’office), mermaid ou dot", choices: Formats},
				answerFlag, todayFlag, helpFlag,
			},
			run: runTree,
		},
		{
			name: "aide", usage: "[commande]", summary: "l’aide, ou celle d’une commande",
			flags: []flag{helpFlag}, args: []string{"conseil", "verifier", "arbre", "aide", "completion"}, most: 1, run: runHelp,
		},
		{
			name: "completion", usage: "bash|zsh|fish|powershell", summary: "le script de complétion d’un terminal",
			more:  "Par exemple, pour bash : source <(compromis completion bash)",
			flags: []flag{helpFlag}, args: shells, most: 1, run: runCompletion,
		},
	}
}

// commandNamed returns the sub-command of that name, or nil.
func commandNamed(name string) *command {
	for _, c := range commands() {
		if c.name == name {
			return &c
		}
	}
	return nil
}

// flagNamed returns the flag of that name, written with one dash or two, or nil.
func (c *command) flagNamed(name string) *flag {
	for i, f := range c.flags {
		for _, n := range f.names {
			if name == n || len(n) > 2 && name == n[1:] {
				return &c.flags[i]
			}
		}
	}
	return nil
}

// flagNames returns the flags as one writes them.
func (c *command) flagNames() []string {
	var names []string
	for _, f := range c.flags {
		names = append(names, f.names...)
	}
	return names
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return names
}
