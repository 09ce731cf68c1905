class Compromis < Formula
  desc "Un conflit avec un client : quelques questions, une seule étape recommandée"
  homepage "{{.Home}}"
  version "{{.Version}}"
  license "MIT"

  on_macos do
    url "{{.Base}}/{{.Mac}}"
    sha256 "{{.Sum .Mac}}"
  end

  on_linux do
    on_intel do
      url "{{.Base}}/{{.Tar "amd64"}}"
      sha256 "{{.Sum (.Tar "amd64")}}"
    end
    on_arm do
      url "{{.Base}}/{{.Tar "arm64"}}"
      sha256 "{{.Sum (.Tar "arm64")}}"
    end
  end

  def install
    bin.install "compromis"
    man1.install "man/compromis.1"
    bash_completion.install "completions/compromis.bash" => "compromis"
    zsh_completion.install "completions/_compromis"
    fish_completion.install "completions/compromis.fish"
    doc.install "LICENSE", "licences-tierces.md", "OFL.txt", "sbom.cdx.json"
  end

  def caveats
    "Vos dossiers sont dans ~/Library/Application Support/compromis (macOS) ou ~/.local/share/compromis (Linux), et y restent après « brew uninstall »."
  end

  test do
    assert_match "v{{.Version}}", shell_output("#{bin}/compromis --version")
  end
end
