"""The scripts that have a shell ask us what may come next. Where we know nothing, or say by an
empty line that they may come as well, the shell offers files; words of rdopkg that are not ours are
left to whatever completes them.
"""

from __future__ import annotations

_BASH = r"""_rdopkg_ci() {
    local IFS=$'\n' words=("${COMP_WORDS[@]:1:COMP_CWORD}") said files
    if [[ $COMP_CWORD -gt 1 && ${words[0]} != ci && ${words[0]} != update ]]; then
        if declare -F _python_argcomplete >/dev/null; then
            _python_argcomplete "$@"
        fi
        return
    fi
    said=$(printf '%s\n' "${words[@]}" | rdopkg ci completion --words 2>/dev/null)
    COMPREPLY=($said)
    if [[ $said == $'\n'* ]]; then
        files=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
        if [[ ${#files[@]} -gt 0 ]]; then
            compopt -o filenames 2>/dev/null
            COMPREPLY+=("${files[@]}")
        fi
    fi
}
complete -o default -F _rdopkg_ci rdopkg
"""

_ZSH = r"""_rdopkg_ci_asked() { rdopkg ci completion --words 2>/dev/null }
_rdopkg_ci() {
    local -a found
    found=("${(@f)$(print -rl -- "${(@)words[2,CURRENT]}" | _rdopkg_ci_asked)}")
    if [[ -z $found[1] ]]; then
        _files
    fi
    found=(${found:#})
    if (( $#found )); then
        compadd -a found
    fi
}
compdef _rdopkg_ci rdopkg
"""

_FISH = r"""function __rdopkg_ci
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l current (commandline --cut-at-cursor --current-token)
    set -l asked $words[2..-1] "$current"
    set -l found (printf '%s\n' $asked | rdopkg ci completion --words 2>/dev/null)
    if test -z "$found[1]"
        __fish_complete_path "$current"
    end
    string match --invert -- '' $found
end
complete --command rdopkg --no-files --arguments '(__rdopkg_ci)'
"""

SCRIPTS = {'bash': _BASH, 'fish': _FISH, 'zsh': _ZSH}
