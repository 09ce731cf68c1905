package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// content is a file of a package.
type content struct {
	From, To string
	Mode     fs.FileMode
	Only     string // the kind of package that has it; empty for all
}

// packages makes a deb, rpm, apk and Arch package for each Linux.
func (r *release) packages() error {
	tool := ""
	for _, t := range r.targets {
		if t.os != "linux" {
			continue
		}
		if tool == "" {
			tool = filepath.Join(r.work, "bin", "nfpm")
			if err := run(r.work, []string{"GOBIN=" + filepath.Dir(tool), "GOFLAGS="}, "go", "install", nfpm); err != nil {
				return err
			}
		}
		all, err := r.contents(t)
		if err != nil {
			return err
		}
		settings := filepath.Join(r.work, "nfpm-"+t.arch+".yaml")
		if err := fill("nfpm.yaml", settings, struct {
			Arch, Version, Maintainer, Home, At, Removed string
			Contents                                     []content
		}{t.arch, r.version, r.maintainer, r.home, r.at.Format(secondsInGoTime), r.unpacked("removed.sh"), all}); err != nil {
			return err
		}
		for kind, ending := range map[string]string{"deb": ".deb", "rpm": ".rpm", "apk": ".apk", "archlinux": ".pkg.tar.zst"} {
			to := filepath.Join(r.out, "compromis_"+r.version+"_linux_"+t.arch+ending)
			dated := []string{"SOURCE_DATE_EPOCH=" + strconv.FormatInt(r.at.Unix(), 10)}
			if err := run(r.work, dated, tool, "package", "--config", settings, "--packager", kind, "--target", to); err != nil {
				return err
			}
		}
	}
	return nil
}

// contents puts the papers where each kind of system looks for them.
func (r *release) contents(t target) ([]content, error) {
	manual, err := gzipped(r.paper("man/compromis.1").data)
	if err != nil {
		return nil, err
	}
	changes, err := gzipped(r.paper("CHANGELOG.md").data)
	if err != nil {
		return nil, err
	}
	list, err := os.ReadFile(filepath.Join(r.out, "compromis_"+r.version+"_linux_"+t.arch+".cdx.json"))
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(r.work, "packages-"+t.arch)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	all := []content{
		{r.programs[t], "/usr/bin/compromis", 0o755, ""},
		{r.unpacked("compromis.desktop"), "/usr/share/applications/compromis.desktop", 0o644, ""},
		{r.unpacked("icon.png"), "/usr/share/icons/hicolor/256x256/apps/compromis.png", 0o644, ""},
		{r.unpacked("icon.svg"), "/usr/share/icons/hicolor/scalable/apps/compromis.svg", 0o644, ""},
	}
	const doc = "/usr/share/doc/compromis/"
	for i, p := range []struct {
		data     []byte
		to, only string
	}{
		{manual, "/usr/share/man/man1/compromis.1.gz", ""},
		{r.paper("completions/compromis.bash").data, "/usr/share/bash-completion/completions/compromis", ""},
		{r.paper("completions/_compromis").data, "/usr/share/zsh/vendor-completions/_compromis", "deb"},
		{r.paper("completions/_compromis").data, "/usr/share/zsh/site-functions/_compromis", "rpm"},
		{r.paper("completions/_compromis").data, "/usr/share/zsh/site-functions/_compromis", "apk"},
		{r.paper("completions/_compromis").data, "/usr/share/zsh/site-functions/_compromis", "archlinux"},
		{r.paper("completions/compromis.fish").data, "/usr/share/fish/vendor_completions.d/compromis.fish", ""},
		{r.paper("completions/compromis.ps1").data, doc + "compromis.ps1", ""},
		{r.paper("LICENSE").data, doc + "copyright", "deb"},
		{r.paper("LICENSE").data, "/usr/share/licenses/compromis/LICENSE", "rpm"},
		{r.paper("LICENSE").data, "/usr/share/licenses/compromis/LICENSE", "apk"},
		{r.paper("LICENSE").data, "/usr/share/licenses/compromis/LICENSE", "archlinux"},
		{r.paper("licences-tierces.md").data, doc + "licences-tierces.md", ""},
		{r.paper("OFL.txt").data, doc + "OFL.txt", ""},
		{changes, doc + "changelog.gz", ""},
		{list, doc + "sbom.cdx.json", ""},
	} {
		from := filepath.Join(dir, string(rune('a'+i)))
		if err := os.WriteFile(from, p.data, 0o644); err != nil {
			return nil, err
		}
		all = append(all, content{from, p.to, 0o644, p.only})
	}
	return all, nil
}
