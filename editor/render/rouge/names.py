"""The names of languages that Jekyll's highlighter knows, as measured of rouge 3.30.0.

They are told apart by case (``c`` is known, ``C`` is not). A code block in a language that is not
among them gets no wrapper and no colours: kramdown's own ``pre`` and ``code`` stay as they are.
"""

from typing import Final

_ONE_NAME = """
    abap ada apache apex applescript armasm awk bbcbasic biml bpf brainfuck bsl c ceylon clean
    cmake cmhg coq css csvs cuda cypher dafny dart datastudio digdag dot ecl eiffel elm epp
    factor fortran fsharp ghc-core glsl gradle graphql groovy hcl hlsl hocon hql html http
    idlang igorpro ini io irb_output isbl j java jsl json jsonnet jsp kotlin lean liquid llvm
    lua lustre lutin m68k magik mason meson minizinc mosel msgtrans mxml nasm nginx nial ocaml
    openedge pascal plist plsql pony praat prolog prometheus properties qml racket reasonml rego
    rescript sas sass scala scheme scss sed sieve slice slim smarty solidity sparql sqf sql ssh
    stan stata supercollider swift syzlang syzprog tap tcl toml tsx ttcn3 tulip turtle twig vala
    velocity verilog vhdl wollok xml xpath xquery yang
"""

_SEVERAL_NAMES = """
    actionscript as as3
    apiblueprint apib
    augeas aug
    batchfile bat batch dosbatch winbatch
    bibtex bib
    brightscript bs brs
    cfscript cfc
    clojure clj cljs
    coffeescript coffee coffee-script
    common_lisp cl common-lisp elisp emacs-lisp lisp
    conf config configuration
    console terminal shell_session shell-session
    cpp c++
    crystal cr
    csharp c# cs
    cython pyx pyrex
    d dlang
    diff patch udiff
    docker dockerfile Dockerfile
    eex leex heex
    elixir exs
    email eml e-mail
    erb eruby rhtml
    erlang erl
    escape esc
    fluent ftl
    freefem ff
    gdscript gd
    ghc-cmm cmm
    gherkin cucumber behat
    go golang
    hack hh
    haml HAML
    handlebars hbs mustache
    haskell hs
    haxe hx
    hylang hy
    idris idr
    irb pry
    isabelle isa Isabelle
    janet jdn
    javascript js
    jinja django
    json-doc jsonc
    jsx react
    julia jl
    lasso lassoscript
    literate_coffeescript litcoffee
    literate_haskell lithaskell lhaskell lhs
    livescript ls
    make makefile mf gnumake bsdmake
    markdown md mkd
    mathematica wl
    matlab m
    moonscript moon
    nesasm nes
    nim nimrod
    nix nixos
    objective_c objc obj-c obj_c objectivec
    objective_cpp objcpp obj-cpp obj_cpp objectivecpp objc++ obj-c++ obj_c++ objectivec++
    ocl OCL
    opentype_feature_file fea opentype opentypefeature
    perl pl
    php php3 php4 php5
    plaintext text
    postscript postscr ps eps
    powershell posh microsoftshell msshell
    protobuf proto
    puppet pp
    python py
    q kdb+
    r R s S
    robot_framework robot robot-framework
    ruby rb
    rust rs rust,no_run rs,no_run rust,ignore rs,ignore rust,should_panic rs,should_panic
    shell bash zsh ksh sh
    smalltalk st squeak
    sml ml
    systemd unit-file
    terraform tf
    tex TeX LaTeX latex
    typescript ts
    vb visualbasic
    vcl varnishconf varnish
    viml vim vimscript ex
    vue vuejs
    xojo realbasic
    yaml yml
    zig zir
"""
"""A line for each language: its own name, then what else it answers to."""


def _by_name() -> dict[str, str]:
    names = {name: name for name in _ONE_NAME.split()}
    for line in _SEVERAL_NAMES.splitlines():
        names.update(dict.fromkeys(line.split(), line.strip().partition(" ")[0]))
    return names


ROUGE_LANGUAGES: Final = _by_name()
"""Every name that may stand behind a fence, with Rouge's own name of the language."""
