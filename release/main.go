// The release tool makes all that is published of a version, in one command: archives,
// packages, lists of what is inside, sums, and what winget, Scoop and Homebrew read.
//
//	go run ./release -version 1.2.0 -out DIR
//
// The same sources, version and Go give the same files, byte for byte, in any folder:
// nothing of this machine goes in, and every date is that of the commit. The program is
// built from a copy of the sources, so that nothing is left beside them. What needs an
// owner, an address or a key is an option; none is made up (docs/publier.md).
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// The tools of others, run from the module proxy.
const (
	nfpm            = "github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.45.2"
	goversioninfo   = "github.com/josephspurrier/goversioninfo/cmd/goversioninfo@v1.7.0"
	everything      = "linux/amd64,linux/arm64,windows/amd64,windows/arm64,darwin/amd64,darwin/arm64"
	versionFormat   = `^(\d+)\.(\d+)\.(\d+)(-[0-9a-z.]+)?$`
	secondsInGoTime = "2006-01-02T15:04:05Z"
)

// target is a system and a processor, as Go names them.
type target struct{ os, arch string }

func (t target) String() string { return t.os + "/" + t.arch }

// program is the name of the program on a system.
func (t target) program() string {
	if t.os == "windows" {
		return "compromis.exe"
	}
	return "compromis"
}

// release is what is being made.
type release struct {
	version    string // "1.2.0", or "1.2.0-essai.1" for a trial
	commit     string // of the sources, when it is known
	changed    bool   // the sources differ from the commit
	at         time.Time
	base       string // where the files will be, for the manifests
	home       string // the page of the project
	maintainer string
	publisher  string // as winget names it
	sign       string // a command that signs a program in place
	targets    []target

	top, out, work string            // folders: the sources, what is made, what is thrown away
	programs       map[target]string // built, where
	papers         []entry           // what goes along with every program
}

func main() {
	r, err := settings()
	if err == nil {
		err = r.make()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// settings reads the command line, and asks Git for what it does not say.
func settings() (*release, error) {
	r := &release{programs: map[target]string{}}
	flag.StringVar(&r.version, "version", "", "the version, 1.2.0; or 1.2.0-essai.1, from sources that may differ from the commit")
	flag.StringVar(&r.out, "out", "", "the folder where the files go, made or empty")
	flag.StringVar(&r.base, "base", "", "the address under which the files will be; without it, no manifest for winget, Scoop and Homebrew")
	flag.StringVar(&r.home, "home", "", "the page of the project; -base when it is not given")
	flag.StringVar(&r.maintainer, "maintainer", "Compromis", "who answers for the packages: Name <address>")
	flag.StringVar(&r.publisher, "publisher", "Compromis", "who publishes, as winget names it")
	flag.StringVar(&r.sign, "sign", "", "a command that signs a program in place; it gets the file, then the system")
	only := flag.String("only", everything, "the systems to build for")
	flag.Parse()
	parts := regexp.MustCompile(versionFormat).FindStringSubmatch(r.version)
	if parts == nil || r.out == "" || flag.NArg() > 0 {
		flag.Usage()
		return nil, errors.New("-version 1.2.0 and -out are needed, and nothing else than options")
	}
	for _, name := range strings.Split(*only, ",") {
		if !strings.Contains(","+everything+",", ","+name+",") {
			return nil, fmt.Errorf("-only %s: one of %s", name, everything)
		}
		system, arch, _ := strings.Cut(name, "/")
		r.targets = append(r.targets, target{system, arch})
	}
	r.home = cmp.Or(r.home, r.base)
	return r, r.sources(parts[4] != "")
}

// sources finds the sources, and dates them: by SOURCE_DATE_EPOCH, else by the commit.
func (r *release) sources(trial bool) error {
	mod, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return err
	}
	r.top = filepath.Dir(strings.TrimSpace(string(mod)))
	git := func(args ...string) string {
		out, _ := exec.Command("git", append([]string{"-C", r.top}, args...)...).Output()
		return strings.TrimSpace(string(out))
	}
	r.commit = git("rev-parse", "HEAD")
	r.changed = git("status", "--porcelain") != ""
	if r.changed && !trial {
		return errors.New("the sources differ from the commit: commit first, or make a trial, 1.2.0-essai.1")
	}
	seconds := cmp.Or(os.Getenv("SOURCE_DATE_EPOCH"), git("log", "-1", "--format=%ct"))
	at, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return errors.New("the date of the sources is not known: no commit here, and no SOURCE_DATE_EPOCH")
	}
	r.at = time.Unix(at, 0).UTC()
	return nil
}

// make makes everything, in order.
func (r *release) make() (err error) {
	if r.work, err = os.MkdirTemp("", "release-"); err != nil {
		return err
	}
	defer os.RemoveAll(r.work)
	if r.out, err = filepath.Abs(r.out); err != nil {
		return err
	}
	if err = os.MkdirAll(r.out, 0o755); err != nil {
		return err
	}
	if there, _ := os.ReadDir(r.out); len(there) > 0 {
		return fmt.Errorf("%s is not empty", r.out)
	}
	begun := time.Now()
	for _, step := range []struct {
		what string
		does func() error
	}{
		{"build", r.build},
		{"write the papers", r.writePapers},
		{"pack the archives", r.archives},
		{"pack the packages", r.packages},
		{"write the sums", r.sums},
		{"write the manifests", r.manifests},
	} {
		fmt.Printf("%s [%d s]\n", step.what, int(time.Since(begun).Seconds()))
		if err = step.does(); err != nil {
			return fmt.Errorf("%s: %w", step.what, err)
		}
	}
	return nil
}

// run runs a command in a folder; what it says is told when it fails.
func run(dir string, env []string, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, said)
	}
	return nil
}
