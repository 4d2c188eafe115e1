#!/bin/bash
# Speech for `model train-voice`: synthesised by the voices of voices/voices.tsv, and recorded prompts for validation.
# Usage: models/make-voices.sh FOLDER; models/README.md lists the packages that it needs. The same packages give the
# same bytes, but for the few voices that dither. Takes about ten minutes on two cores.
set -euo pipefail
output=${1:?give the folder to write to}
here=$(cd "$(dirname "$0")" && pwd)/voices
mkdir -p "$output"
output=$(cd "$output" && pwd)
cp "$here/voices.tsv" "$output/voices.tsv"

# Variants of an utterance: semitones of pitch, formants kept, and tempo. 1.3 semitones are 8 %; the training resamples
# by up to 6.5 % more, so that no voice is moved by more than 15 %.
variants=("0 1" "-1.3 1.1" "1.3 0.9" "-0.7 0.9" "0.7 1.12" "0 0.88")

# Prompts shorter than this many bytes of G.722 (8000 a second) hardly hold speech.
shortest_prompt=14000
prompts=60

# The voices' own encodings.
encoding() {
    case $1 in
        cs) echo ISO-8859-2 ;;
        fi | it | ca) echo ISO-8859-1 ;;
        *) echo UTF-8 ;;
    esac
}

sentences() { # languages
    for language in ${1//,/ }; do
        while IFS= read -r line; do printf '%s\t%s\n' "$language" "$line"; done < "$here/sentences/$language.txt"
    done
}

festival_voice() { # argument, languages, folder
    local script="$3/voice.scm" index=0
    echo "(voice_$1)" > "$script"
    while IFS=$'\t' read -r language line; do
        printf '(set! u (SynthText "%s"))(utt.wave.resample u 16000)(utt.save.wave u "%s/%03d.wav" (quote riff))\n' \
            "$(iconv -f UTF-8 -t "$(encoding "$language")//TRANSLIT" <<< "$line")" "$3" $((index++)) >> "$script"
    done < <(sentences "$2")
    festival -b "$script" > "$3/voice.log" 2>&1 || { cat "$3/voice.log" >&2; return 1; }
    rm "$script" "$3/voice.log"
}

flite_voice() {
    local index=0
    while IFS=$'\t' read -r language line; do
        flite -voice "$1" -t "$line" -o "$3/$(printf %03d "$index").wav" < /dev/null
        index=$((index + 1))
    done < <(sentences "$2")
}

# One sentence in two of each language: there are many of these voices.
espeak_voice() {
    local index=0
    while IFS=$'\t' read -r language line; do
        if ((index % 2 == 0)); then
            espeak-ng -v "$language+$1" -s $((140 + index % 5 * 10)) \
                -w "$3/$(printf %03d "$index").wav" "$line" < /dev/null
        fi
        index=$((index + 1))
    done < <(sentences "$2")
}

prompt_voice() {
    local index=0
    while IFS= read -r file; do
        ffmpeg -nostdin -v error -y -f g722 -i "$file" "$3/$(printf %03d "$index").wav"
        index=$((index + 1))
    done < <(find "/usr/share/asterisk/sounds/$1" -maxdepth 1 -name '*.g722' -size +"$((shortest_prompt / 1024))"k |
        LC_ALL=C sort | head -n "$prompts")
}

voice() { # a line of voices.tsv
    IFS=$'\t' read -r name _ part family synthesiser argument languages _ <<< "$1"
    local raw="$output/.raw-$name" folder="$output/$name" index=0
    rm -rf "$raw" "$folder"
    mkdir -p "$raw" "$folder"
    case $synthesiser in
        festival) festival_voice "$argument" "$languages" "$raw" ;;
        flite) flite_voice "$argument" "$languages" "$raw" ;;
        espeak-ng) espeak_voice "$argument" "$languages" "$raw" ;;
        prompts) prompt_voice "$argument" "$languages" "$raw" ;;
    esac
    for file in "$raw"/*.wav; do
        local base
        base=$(basename "$file" .wav)
        # Each utterance as it is; for training two variants more of natural voices, one of the others.
        sox -D "$file" -r 16000 -c 1 -b 16 "$folder/$base-0.wav" gain -n -3
        local more=0
        [[ $part == train ]] && more=1
        [[ $part == train && $family == natural ]] && more=2
        for ((variant = 1; variant <= more; variant++)); do
            read -r semitones tempo <<< "${variants[$((1 + (index * 2 + variant) % 5))]}"
            rubberband -q -F -p "$semitones" -T "$tempo" "$folder/$base-0.wav" "$raw/moved.wav" < /dev/null > /dev/null 2>&1
            sox -D "$raw/moved.wav" -r 16000 -c 1 -b 16 "$folder/$base-$variant.wav" gain -n -3
        done
        index=$((index + 1))
    done
    rm -rf "$raw"
    echo "$name: $(find "$folder" -name '*.wav' | wc -l) utterances"
}

export -f voice festival_voice flite_voice espeak_voice prompt_voice sentences encoding
export output here shortest_prompt prompts
declare -p variants > "$output/.variants"
tail -n +2 "$here/voices.tsv" |
    xargs -d '\n' -P 2 -I LINE bash -c 'set -euo pipefail; source "$output/.variants"; voice "$1"' voice LINE
rm "$output/.variants"
