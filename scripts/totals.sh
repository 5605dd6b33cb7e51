# Sourced by ./build. Sums Surefire's reports of all modules and both engines.

# Every test case that engine $1 ran, as class#method, one a line; a parameterised one once per row.
test_cases() {
  cat ./*/target/surefire-reports/"$1"/TEST-*.xml 2>/dev/null |
    sed -n 's/^ *<testcase name="\([^"({[]*\)[^"]*" classname="\([^"]*\)".*/\2#\1/p' | sort
}

# Surefire's totals line over the reports of engines $@.
totals() {
  local engine
  for engine in "$@"; do
    cat ./*/target/surefire-reports/"$engine"/TEST-*.xml 2>/dev/null || true
  done | awk '
    function count(name) { return match($0, " " name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0 }
    /<testsuite / { inside = 1 }
    inside { run += count("tests"); failures += count("failures"); errors += count("errors"); skipped += count("skipped") }
    inside && />/ { inside = 0 }
    END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failures, errors, skipped }'
}

# How many test cases engine $1 ran whose method engine $2 did not run.
only_on() {
  comm -23 <(test_cases "$1" | uniq) <(test_cases "$2" | uniq) | join - <(test_cases "$1") | wc -l | tr -d ' '
}

# What tests said they need and did not find; see io.weightless.testkit.Needs.
not_installed() {
  cat ./*/target/surefire-reports/*/TEST-*.xml 2>/dev/null |
    sed -n 's/.*<skipped message="needs \([a-z0-9 -]*\), not installed.*/\1/p' | sort | uniq -c |
    awk '{ count = $1; $1 = ""; line = line (line ? "," : "") $0 " (" count " tests)" } END { print line }'
}

print_totals() {
  local left_out
  echo "fast engine:     $(totals fast), of them only here: $(only_on fast portable)"
  echo "portable engine: $(totals portable), of them only here: $(only_on portable fast)"
  totals fast portable
  left_out=$(not_installed)
  echo "Not run, because not installed:${left_out:- nothing}"
}
