#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Computes the losses of pseudo-random rows with each JDK at hand, interpreted and compiled, with and
# without vectors, and compares a digest of their bits with the committed one.
#
#     scripts/check-bits.sh [--compiled]      --compiled leaves out what takes minutes: interpreted code, no fused multiply-add
#
# JDKs: JAVA_HOME, those named in CHECK_BITS_JDKS (separated by colons), and all under /usr/lib/jvm.
# Exit code 0: the same bits everywhere. 1: other bits somewhere. 2: nothing to run.

set -u
cd "$(dirname "$0")/.." || exit 2

slow=1
case ${1:-} in
  '') ;;
  --compiled) slow='' ;;
  *)
    echo "scripts/check-bits.sh: no option $1, expected --compiled" >&2
    exit 2
    ;;
esac

classes=target/classes
tests=target/test-classes
if [ ! -e "$tests/io/github/sparkxent/numeric/LossDigest.class" ]; then
  echo "compiling (mvn test-compile)"
  mvn -q test-compile || exit 2
fi

# The homes of JDKs, each once, whatever links lead to it.
homes() {
  local home
  {
    echo "${JAVA_HOME:-}"
    echo "${CHECK_BITS_JDKS:-}" | tr ':' '\n'
    for home in /usr/lib/jvm/*/; do echo "$home"; done
  } | while read -r home; do
    [ -n "$home" ] || continue
    if [ -x "$home/bin/java" ]; then
      realpath "$home"
    elif [ -e "$home" ]; then
      echo "skipped: no bin/java in $home" >&2
    else
      [ "$home" = "/usr/lib/jvm/*/" ] || echo "skipped: there is no $home" >&2
    fi
  done | sort -u
}

# Two runs at a time, each in files of its own, are printed in their order when all of a JDK's have ended.
results=$(mktemp -d) || exit 2
trap 'rm -rf "$results"' EXIT
runs=0
failures=0

run() {
  local java=$1 name=$2 file
  shift 2
  runs=$((runs + 1))
  file=$results/$runs
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
  {
    "$java" "$@" -cp "$classes:$tests" io.github.sparkxent.numeric.LossDigest >"$file.output" 2>&1
    echo $? >"$file.status"
  } &
  echo "$name" >"$file.name"
}

print_runs() {
  local first=$1 i
  wait
  for ((i = first; i <= runs; i++)); do
    [ "$(<"$results/$i.status")" = 0 ] || failures=$((failures + 1))
    printf '  %-34s %s\n' "$(<"$results/$i.name")" "$(grep -v '^WARNING' "$results/$i.output" | tail -1)"
  done
}

while read -r home; do
  java="$home/bin/java"
  version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p')
  if ! [ "${version%%.*}" -ge 17 ] 2>/dev/null; then
    echo "skipped: $home is version ${version:-unknown}, 17 or later is needed"
    continue
  fi
  echo "JDK $version ($home)"
  first=$((runs + 1))
  [ -z "$slow" ] || run "$java" "interpreter" -Xint
  run "$java" "C1" -XX:TieredStopAtLevel=1
  run "$java" "C2" -XX:-TieredCompilation
  run "$java" "tiered" -Dsparkxent.kernel=scalar
  if "$java" --list-modules | grep -q '^jdk.incubator.vector'; then
    vector="--add-modules=jdk.incubator.vector -Dsparkxent.kernel=vector"
    run "$java" "vectors" $vector
    run "$java" "vectors of 256 bits" $vector -XX:MaxVectorSize=32
    [ -z "$slow" ] || run "$java" "vectors, no fused multiply-add" $vector -XX:-UseFMA
  else
    echo "  skipped: no module jdk.incubator.vector"
  fi
  print_runs $first
done < <(homes)

if [ $runs -eq 0 ]; then
  echo "no JDK of version 17 or later found: set JAVA_HOME or CHECK_BITS_JDKS"
  exit 2
fi
echo "$runs runs, $failures with other bits"
[ $failures -eq 0 ]
