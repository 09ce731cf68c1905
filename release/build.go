package main

import (
	"embed"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"text/template"
)

// files are what is filled or copied into a release.
//
//go:embed files
var files embed.FS

// build builds the program for each system, from a copy of the sources.
func (r *release) build() error {
	copied := filepath.Join(r.work, "sources")
	if err := r.copySources(copied); err != nil {
		return err
	}
	if err := r.unpackFiles(); err != nil {
		return err
	}
	for _, t := range r.targets {
		if t.os == "windows" {
			if err := r.resource(copied, t); err != nil {
				return err
			}
		}
		to, err := r.buildOne(copied, t)
		if err != nil {
			return err
		}
		if r.sign != "" {
			if err := run(r.work, nil, r.sign, to, t.String()); err != nil {
				return err
			}
		}
		r.programs[t] = to
	}
	return nil
}

// copySources copies what the program is built from, and nothing hidden.
func (r *release) copySources(to string) error {
	return filepath.WalkDir(r.top, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(r.top, path)
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(entry.Name(), ".") && name != "."
		if entry.IsDir() {
			if hidden || entry.Name() == "node_modules" || entry.Name() == "testdata" || path == r.out {
				return filepath.SkipDir
			}
			return os.MkdirAll(filepath.Join(to, name), 0o755)
		}
		if hidden || !entry.Type().IsRegular() || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		return copyFile(path, filepath.Join(to, name), 0o644)
	})
}

func copyFile(from, to string, mode fs.FileMode) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, mode)
}

// unpackFiles puts the embedded files where the tools of others can read them. An apk
// keeps the date of its script.
func (r *release) unpackFiles() error {
	if err := os.CopyFS(r.work, files); err != nil {
		return err
	}
	return os.Chtimes(r.unpacked("removed.sh"), r.at, r.at)
}

// unpacked is where an embedded file was put.
func (r *release) unpacked(name string) string { return filepath.Join(r.work, "files", name) }

// buildOne builds the program, with the flags of .ci/run. HTTP/2 would weigh half a
// mebibyte and never run.
func (r *release) buildOne(copied string, t target) (string, error) {
	to := filepath.Join(r.work, t.os+"-"+t.arch+"-"+t.program())
	known := "-s -w -X main.version=v" + r.version + " -X main.on=" + r.at.Format("2006-01-02")
	if r.commit != "" {
		known += " -X main.commit=" + r.commit + " -X main.changed=" + strconv.FormatBool(r.changed)
	}
	env := []string{"CGO_ENABLED=0", "GOOS=" + t.os, "GOARCH=" + t.arch, "GOAMD64=v1", "GOARM64=v8.0", "GOFLAGS=", "GOWORK=off", "GOEXPERIMENT="}
	return to, run(copied, env, "go", "build", "-buildvcs=false", "-trimpath", "-tags", "nethttpomithttp2", "-ldflags", known, "-o", to, ".")
}

// resource makes what Windows shows of the program: its icon, its name, its version. The
// compiler takes it from the folder of the main package.
func (r *release) resource(copied string, t target) error {
	numbers := strings.Split(strings.SplitN(r.version, "-", 2)[0], ".")
	about := struct{ Version, Major, Minor, Patch string }{r.version, numbers[0], numbers[1], numbers[2]}
	if err := fill("winres.json", filepath.Join(r.work, "winres.json"), about); err != nil {
		return err
	}
	args := []string{
		"run", goversioninfo, "-64", "-icon", r.unpacked("icon.ico"), "-manifest", r.unpacked("compromis.manifest"),
		"-o", filepath.Join(copied, "resource_windows_"+t.arch+".syso"),
	}
	if t.arch == "arm64" {
		args = append(args, "-arm")
	}
	return run(r.work, []string{"GOFLAGS="}, "go", append(args, filepath.Join(r.work, "winres.json"))...)
}

// fill writes an embedded template, filled.
func fill(name, to string, with any) error {
	page, err := filled(name, with)
	if err != nil {
		return err
	}
	return os.WriteFile(to, page, 0o644)
}

func filled(name string, with any) ([]byte, error) {
	page, err := template.New(name).Option("missingkey=error").ParseFS(files, "files/"+name)
	if err != nil {
		return nil, err
	}
	var out strings.Builder
	err = page.Execute(&out, with)
	return []byte(out.String()), err
}

// own is a program that runs on this machine.
func (r *release) own() (string, error) {
	here := target{runtime.GOOS, runtime.GOARCH}
	if built := r.programs[here]; built != "" {
		return built, nil
	}
	return r.buildOne(filepath.Join(r.work, "sources"), here)
}
