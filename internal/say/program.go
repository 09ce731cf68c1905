package say

import (
	"compromis/decision"
	"compromis/internal/french"
)

// Program is what was built, as far as that is known.
type Program struct {
	Version string       // "v1.2.0"
	Commit  string       // of the sources
	On      decision.Day // of the commit
	Changed bool         // the sources differed from the commit
	Go      string       // "go1.26.8"
	System  string       // "linux/amd64"
}

// Built says which program it is.
func Built(p Program) string {
	told := "Programme" + french.NBSP + ": "
	switch {
	case p.Version != "":
		told += p.Version
	default:
		told += "version de travail"
	}
	if p.Commit != "" {
		told += ", commit " + p.Commit[:min(12, len(p.Commit))]
		if p.On != "" {
			told += " du " + french.Day(string(p.On))
		}
		if p.Changed {
			told += ", modifié depuis"
		}
	}
	for _, more := range []string{p.Go, p.System} {
		if more != "" {
			told += ", " + more
		}
	}
	return told + "."
}
