#!/usr/bin/env bash
# Runs the program in real terminals, tmux and xterm (under Xvfb), and compares what they show, cell by cell, with the frame
# that `show` prints: borders and columns line up there if they do here, in Chinese too.
#
#   tests/terminals.sh [PROGRAM]      by default target/debug/zonescope; says what differs, exit code 1 if anything does
#
# Needs tmux, xterm, Xvfb and script (util-linux); a terminal that is not there is passed over, and said.
set -u
cd "$(dirname "$0")/.."
program=$(realpath "${1:-${CARGO_TARGET_DIR:-target}/debug/zonescope}")
scratch=$(mktemp -d)
display=:$((100 + $$ % 800))
trap 'kill $(jobs -p) 2>/dev/null; tmux -L "zs$$" kill-server 2>/dev/null; rm -rf "$scratch"' EXIT
export LC_ALL=zh_CN.UTF-8 ZONESCOPE_SESSION=off ZONESCOPE_BACKGROUND=dark XDG_CONFIG_HOME=/nowhere
# A locale that is there: names are not needed, UTF-8 is.
locale -a 2>/dev/null | grep -qi '^zh_CN.utf-\?8$' || export LC_ALL=C.UTF-8 ZONESCOPE_LANG=zh
columns=100 rows=30 failed=0 seen=0

# Screens, and what lies over them: the keys for `show`, and as they are typed.
cases=(
    "overview||" "ranking|space j space 4| j 4" "profile||" "trend||" "matrix||" "quadrant||" "ranking|?|?" "ranking|g|g"
    "ranking|:|:" "ranking|i|i"
)

frame() { # screen, glyphs, keys: the frame that is meant
    ZONESCOPE_GLYPHS=$2 "$program" show "$1" --keys "$3" --size "${columns}x$rows" 2>/dev/null | sed 's/ *$//'
}

compare() { # name, expected, shown
    seen=$((seen + 1))
    if diff "$2" "$3" > "$scratch/diff"; then
        echo "ok    $1"
    else
        failed=1
        echo "wrong $1"
        head -20 "$scratch/diff"
    fi
}

in_tmux() { # screen, glyphs, typed
    tmux -L "zs$$" -f /dev/null new-session -d -x "$columns" -y "$rows" \
        "env LC_ALL=$LC_ALL ZONESCOPE_SCREEN=$1 ZONESCOPE_GLYPHS=$2 TERM=tmux-256color '$program'"
    tmux -L "zs$$" set -g status off
    sleep "${WAIT:-1.5}"
    [ -z "$3" ] || { tmux -L "zs$$" send-keys -l "$(printf "%b" "$3")"; sleep 1; }
    tmux -L "zs$$" capture-pane -p | sed 's/ *$//'
    tmux -L "zs$$" kill-server
}

in_xterm() { # screen, glyphs, typed, options of xterm: what it would print, for it prints what its cells hold
    # Keys come from a file, so what xterm answers is nobody's: it must not be echoed either.
    mkfifo "$scratch/keys"
    exec 7<>"$scratch/keys"
    rm -f "$scratch/print"
    ZONESCOPE_SCREEN=$1 ZONESCOPE_GLYPHS=$2 xterm -display "$display" -u8 -geometry "${columns}x$rows" ${4:-} \
        -xrm "*printerCommand: cat >> '$scratch/print'" -xrm "*printAttributes: 0" -e sh -c \
        "tty > '$scratch/tty'; stty -echo; script -qfc \"stty cols $columns rows $rows; exec '$program'\" /dev/null < '$scratch/keys'" &
    local xterm=$!
    sleep "${WAIT:-2.5}"
    [ -z "$3" ] || { printf "%b" "$3" >&7; sleep 1; }
    printf '\033[i' > "$(cat "$scratch/tty")"
    sleep 1
    kill "$xterm" 2>/dev/null
    wait "$xterm" 2>/dev/null
    exec 7>&-
    rm -f "$scratch/keys"
    # The second half of a wide character is U+FFFF in xterm's cells.
    tr -d '\r\f' < "$scratch/print" | sed 's/\xef\xbf\xbf//g; s/ *$//'
}

run() { # name of the terminal, function, glyphs, options
    for one in "${cases[@]}"; do
        IFS='|' read -r screen keys typed <<< "$one"
        frame "$screen" "$3" "$keys" > "$scratch/expected"
        "$2" "$screen" "$3" "$typed" "${4:-}" > "$scratch/shown"
        compare "$1, $3: $screen $keys" "$scratch/expected" "$scratch/shown"
    done
}

if command -v tmux > /dev/null; then
    run tmux in_tmux rich
    run tmux in_tmux cjk-safe
else
    echo "tmux is not there: passed over"
fi
if command -v xterm > /dev/null && command -v Xvfb > /dev/null; then
    Xvfb "$display" -screen 0 1600x1200x24 > /dev/null 2>&1 &
    sleep 2
    run xterm in_xterm rich
    run xterm in_xterm cjk-safe
    # A terminal that draws ambiguous signs two cells wide.
    run "xterm -cjk_width" in_xterm cjk-safe -cjk_width
else
    echo "xterm or Xvfb is not there: passed over"
fi
echo "$seen frames looked at"
exit "$failed"
