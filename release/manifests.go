package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// sumsFile lists the sums of all files, as sha256sum writes and checks them.
const sumsFile = "SHA256SUMS"

// sums writes the sum of each file.
func (r *release) sums() error {
	made, err := os.ReadDir(r.out)
	if err != nil {
		return err
	}
	var page strings.Builder
	for _, file := range made {
		sum, err := sumOf(filepath.Join(r.out, file.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&page, "%s  %s\n", sum, file.Name())
	}
	return os.WriteFile(filepath.Join(r.out, sumsFile), []byte(page.String()), 0o644)
}

func sumOf(name string) (string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// manifest is what the templates of winget, Scoop and Homebrew are filled with.
type manifest struct {
	*release
	Version, Base, Home, Publisher, ID, Day, Mac string
}

// Zip, Tar and Sum are for the templates.
func (m manifest) Zip(arch string) string { return m.archiveName("windows", arch) }
func (m manifest) Tar(arch string) string { return m.archiveName("linux", arch) }

// Sum is that of a file that was made.
func (m manifest) Sum(name string) (string, error) { return sumOf(filepath.Join(m.out, name)) }

// manifests writes what winget, Scoop and Homebrew read, when it is known where the files
// will be and all of them are made.
func (r *release) manifests() error {
	if r.base == "" {
		fmt.Println("  none: -base does not say where the files will be")
		return nil
	}
	if len(r.targets) != len(strings.Split(everything, ",")) {
		fmt.Println("  none: -only left a system out")
		return nil
	}
	id := strings.ReplaceAll(r.publisher, " ", "") + ".Compromis"
	m := manifest{r, r.version, strings.TrimSuffix(r.base, "/"), r.home, r.publisher, id, r.at.Format("2006-01-02"), r.archiveName("darwin", "universal")}
	for _, page := range []struct{ from, folder, name string }{
		{"compromis.json", "scoop", "compromis.json"},
		{"compromis.rb", "homebrew", "compromis.rb"},
		{"winget.yaml", "winget", id + ".yaml"},
		{"winget.installer.yaml", "winget", id + ".installer.yaml"},
		{"winget.locale.fr-FR.yaml", "winget", id + ".locale.fr-FR.yaml"},
	} {
		dir := filepath.Join(r.out, "manifests", page.folder)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if err := fill(page.from, filepath.Join(dir, page.name), m); err != nil {
			return err
		}
	}
	return nil
}
