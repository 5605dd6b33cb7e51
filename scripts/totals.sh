# Sourced by ./build. Sums Surefire's reports of all modules and both engines.

# The reports of engine $1, one after the other; nothing if there are none.
reports() {
  cat ./*/target/surefire-reports/"$1"/TEST-*.xml 2>/dev/null || true
}

# Every test case that engine $1 ran, as class#method, one a line; a parameterised one once per row.
test_cases() {
  reports "$1" |
    sed -n 's/^ *<testcase name="\([^"({[]*\)[^"]*" classname="\([^"]*\)".*/\2#\1/p' | sort
}

# Surefire's totals line over the reports of engines $@.
totals() {
  local engine
  for engine in "$@"; do
    reports "$engine"
  done | awk '
    function count(name) { return match($0, " " name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0 }
    /^<testsuite / { inside = 1 }
    inside { run += count("tests"); failures += count("failures"); errors += count("errors"); skipped += count("skipped") }
    inside && />/ { inside = 0 }
    END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failures, errors, skipped }'
}

# The classes, and class#method, that carry @OneEngine; see io.weightless.testkit.OneEngine.
marked_for_one() {
  find . -path '*/src/test/java/*.java' -exec awk '
    FNR == 1 { marked = 0; package = class = "" }
    /^package / { package = $2; sub(/;/, "", package) }
    /^ *@OneEngine( |$)/ { marked = 1 }
    class == "" && match($0, /(class|record) [A-Za-z0-9]+/) {
      class = substr($0, RSTART, RLENGTH); sub(/.* /, "", class)
      if (marked) { print package "." class; marked = 0 }
    }
    marked && match($0, /[a-zA-Z0-9]+\(/) && !/^ *@/ {
      print package "." class "#" substr($0, RSTART, RLENGTH - 1); marked = 0
    }' {} +
}

# Of the test cases in the input those that are marked for one engine; without them, if $1 is -v.
for_one() {
  grep ${1:+"$1"} -E -f <(marked_for_one | sed 's/[.]/[.]/g; s/.*/^&([$#].*)?$/') || true
}

# The test cases that engine $1 ran whose method engine $2 did not run.
only_on() {
  comm -23 <(test_cases "$1" | uniq) <(test_cases "$2" | uniq) | join - <(test_cases "$1")
}

count() {
  wc -l | tr -d ' '
}

# What tests said they need and did not find; see io.weightless.testkit.Needs.
not_installed() {
  { reports fast; reports portable; } |
    sed -n 's/.*<skipped message="needs \([a-z0-9 -]*\), not installed.*/\1/p' | sort | uniq -c |
    awk '{ count = $1; $1 = ""; line = line (line ? "," : "") $0 " (" count (count == 1 ? " test)" : " tests)") } END { print line }'
}

print_totals() {
  local left_out
  left_out=$(not_installed)
  echo "fast engine:     $(totals fast), of them only here: $(only_on fast portable | for_one -v | count)," \
    "once for both engines: $(only_on fast portable | for_one | count)"
  echo "portable engine: $(totals portable), of them only here: $(only_on portable fast | count)"
  totals fast portable
  echo "Not run, because not installed:${left_out:- nothing}"
}
