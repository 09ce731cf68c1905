package terminal

import (
	"runtime"
	"strings"
)

// Foreign says whether the terminal is said to read other letters than UTF-8, in which
// all is written. Where nothing says so it is taken to; Windows does by itself.
func Foreign(env func(string) string) bool {
	if runtime.GOOS == "windows" {
		return false
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if said := strings.ToLower(env(name)); said != "" {
			return !strings.Contains(said, "utf-8") && !strings.Contains(said, "utf8")
		}
	}
	return false
}
