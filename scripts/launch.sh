# Sourced by ./weightless and ./bench, which set $root. Builds what is missing and becomes the JVM.

. "$root/scripts/jdk.sh"

# target/classpath of a module is written when its classes are complete; see pom.xml.
is_built() {
  local stamp=$root/$1/target/classpath
  [ -f "$stamp" ] &&
    [ -z "$(find "$root/$1/src/main" "$root/$1/pom.xml" "$root/pom.xml" -type f -newer "$stamp" -print -quit)" ]
}

# Builds the modules $@, in this order, if one of them is missing or older than its sources.
build_if_needed() {
  local module log=$root/target/compile.log
  for module in "$@"; do
    is_built "$module" && continue
    echo "${0##*/}: building, because $module is missing or older than its sources ..." >&2
    mkdir -p "$root/target"
    JAVA_HOME=$JDK "$root/mvnw" -B -f "$root/pom.xml" -pl "${!#}" -am -Dmaven.test.skip=true \
      process-test-classes >"$log" 2>&1 && return 0
    cat "$log" >&2
    echo "${0##*/}: could not build; the log above is in $log" >&2
    return 1
  done
}

# File names are bytes; a JVM that does not know them to be UTF-8 can't open those beyond ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *UTF-8 | *utf-8 | *UTF8 | *utf8) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

# launch MAIN MODULES -- ARGUMENTS: runs class MAIN of the last module with the classes of them all,
# and with the JVM flags in jvm_flags, if any.
launch() {
  local main=$1 path= last= modules=()
  shift
  while [ "$1" != -- ]; do
    modules+=("$1")
    path+=$root/$1/target/classes:
    last=$1
    shift
  done
  shift
  find_jdk
  build_if_needed "${modules[@]}"
  exec "$JDK/bin/java" --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --enable-native-access=ALL-UNNAMED \
    -Djdk.pollerMode=1 -Djdk.trackAllThreads=false -XX:+UseCompactObjectHeaders -XX:+UseSerialGC \
    ${jvm_flags[@]+"${jvm_flags[@]}"} \
    -Dweightless.home="$root" -cp "$path$(<"$root/$last/target/classpath")" "$main" "$@"
}
