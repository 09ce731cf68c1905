package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// entry is a file of an archive.
type entry struct {
	name string
	mode fs.FileMode
	data []byte
}

// completions are how each shell calls the file that completes a command.
var completions = map[string]string{"bash": "compromis.bash", "zsh": "_compromis", "fish": "compromis.fish", "powershell": "compromis.ps1"}

// writePapers writes what goes along with every program: licences, what changed, the
// manual, what completes a command.
func (r *release) writePapers() error {
	for from, name := range map[string]string{
		"LICENSE": "LICENSE", "docs/licences-tierces.md": "licences-tierces.md", "internal/paper/fonts/OFL.txt": "OFL.txt", "CHANGELOG.md": "CHANGELOG.md",
	} {
		data, err := os.ReadFile(filepath.Join(r.top, filepath.FromSlash(from)))
		if err != nil {
			return err
		}
		r.papers = append(r.papers, entry{name, 0o644, data})
	}
	own, err := r.own()
	if err != nil {
		return err
	}
	says := func(name string, args ...string) error {
		cmd := exec.Command(own, args...)
		cmd.Env = append(os.Environ(), "COMPROMIS_CONTENU=", "HOME="+r.work, "XDG_DATA_HOME="+r.work, "LC_ALL=C.UTF-8")
		cmd.Stderr = os.Stderr
		data, err := cmd.Output()
		r.papers = append(r.papers, entry{name, 0o644, data})
		return err
	}
	err = says("man/compromis.1", "man")
	for shell, name := range completions {
		if err == nil {
			err = says("completions/"+name, "completion", shell)
		}
	}
	slices.SortFunc(r.papers, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	return err
}

// paper is a paper by its name.
func (r *release) paper(name string) entry {
	return r.papers[slices.IndexFunc(r.papers, func(e entry) bool { return e.name == name })]
}

// archiveName names the archive of a system.
func (r *release) archiveName(system, arch string) string {
	ending := ".tar.gz"
	if system == "windows" {
		ending = ".zip"
	}
	if system == "darwin" {
		system = "macos"
	}
	return "compromis_" + r.version + "_" + system + "_" + arch + ending
}

// archives packs a zip for each Windows, a tar.gz for each Linux, and one for all Macs.
func (r *release) archives() error {
	var macs []string
	for _, t := range r.targets {
		if t.os == "darwin" {
			macs = append(macs, r.programs[t])
			continue
		}
		if err := r.archive(t, r.programs[t]); err != nil {
			return err
		}
	}
	if len(macs) == 0 {
		return nil
	}
	both := filepath.Join(r.work, "universal")
	if err := universal(both, macs...); err != nil {
		return err
	}
	all := target{"darwin", "universal"}
	for t, built := range r.programs {
		if t.os == "darwin" {
			r.programs[all] = built // where the modules are read
		}
	}
	return r.archive(all, both)
}

// archive packs the program of a system, and what goes along.
func (r *release) archive(t target, program string) error {
	data, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	list, err := r.list(t, data)
	if err != nil {
		return err
	}
	name := r.archiveName(t.os, t.arch)
	if err := os.WriteFile(filepath.Join(r.out, strings.TrimSuffix(strings.TrimSuffix(name, ".zip"), ".tar.gz")+".cdx.json"), list, 0o644); err != nil {
		return err
	}
	first, err := filled("LISEZMOI.txt", struct{ Version, OS string }{r.version, t.os})
	if err != nil {
		return err
	}
	all := append([]entry{{"LISEZMOI.txt", 0o644, first}, {"sbom.cdx.json", 0o644, list}}, r.papers...)
	for i, e := range all {
		if t.os == "windows" {
			all[i] = ofWindows(e)
		}
	}
	all = append(all, entry{t.program(), 0o755, data})
	opens := map[string]string{"windows": "Compromis.cmd", "darwin": "Compromis.command"}[t.os]
	if opens != "" {
		script, err := files.ReadFile("files/" + opens)
		if err != nil {
			return err
		}
		e := entry{opens, 0o755, script}
		if t.os == "windows" {
			e = ofWindows(e)
		}
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	if t.os == "windows" {
		data, err = zipped(all, r.at)
	} else {
		data, err = tarred("compromis-"+r.version, all, r.at)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(r.out, name), data, 0o644)
}

// ofWindows gives a text the ends of lines and the name that a double click opens there.
func ofWindows(e entry) entry {
	if strings.HasPrefix(e.name, "completions/_") || strings.HasPrefix(e.name, "man/") {
		return e // for a shell of Unix, which some have there
	}
	if e.name == "LICENSE" || strings.HasSuffix(e.name, ".md") {
		e.name = strings.TrimSuffix(e.name, ".md") + ".txt"
	}
	if strings.HasSuffix(e.name, ".txt") || strings.HasSuffix(e.name, ".cmd") || strings.HasSuffix(e.name, ".ps1") {
		e.data = bytes.ReplaceAll(bytes.ReplaceAll(e.data, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
	}
	return e
}

// zipped is a zip of files, all of one date.
func zipped(all []entry, at time.Time) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range all {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: at}
		h.SetMode(e.mode)
		f, err := w.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(e.data); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

// tarred is a tar.gz of files in one folder, all of one date and of nobody.
func tarred(folder string, all []entry, at time.Time) ([]byte, error) {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	made := map[string]bool{}
	for _, e := range all {
		name := folder + "/" + e.name
		for dir := range parents(name) {
			if made[dir] {
				continue
			}
			made[dir] = true
			if err := w.WriteHeader(&tar.Header{Typeflag: tar.TypeDir, Name: dir + "/", Mode: 0o755, ModTime: at, Format: tar.FormatUSTAR}); err != nil {
				return nil, err
			}
		}
		h := &tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: int64(e.mode), Size: int64(len(e.data)), ModTime: at, Format: tar.FormatUSTAR}
		if err := w.WriteHeader(h); err != nil {
			return nil, err
		}
		if _, err := w.Write(e.data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return gzipped(out.Bytes())
}

// parents yields the folders of a name, from the top.
func parents(name string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for i, sign := range name {
			if sign == '/' && !yield(name[:i]) {
				return
			}
		}
	}
}

// gzipped compresses, with neither a name nor a date.
func gzipped(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	err = w.Close()
	return out.Bytes(), err
}
