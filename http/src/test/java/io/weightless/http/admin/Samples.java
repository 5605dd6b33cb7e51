package io.weightless.http.admin;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the text format 0.0.4 of Prometheus, and refuses what is not quite that: families are
/// announced once, with HELP and TYPE before their samples; no sample comes twice, and counters are
/// called `_total`.
final class Samples {
  private static final Pattern HELP = Pattern.compile("# HELP ([a-z_:][a-z0-9_:]*) (\\S.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE ([a-z_:][a-z0-9_:]*) (gauge|counter)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_:][a-z0-9_:]*)(\\{(.*)})? (-?[0-9.]+(E[0-9]+)?)");
  private static final Pattern LABEL =
      Pattern.compile("([a-z_][a-z0-9_]*)=\"((?:[^\\\\\"\\n]|\\\\[\\\\\"n])*)\"(,|$)");

  private final Map<String, Double> samples = new LinkedHashMap<>();
  private final Set<String> families = new HashSet<>();
  private String helped = "";
  private String family = "";

  private Samples() {}

  /// By name and labels: `tasks{reactor=main,state=ready}`.
  static Map<String, Double> of(String text) {
    Samples read = new Samples();
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line has no end");
    }
    text.lines().forEach(read::line);
    return read.samples;
  }

  private void line(String line) {
    Matcher help = HELP.matcher(line);
    Matcher type = TYPE.matcher(line);
    if (help.matches()) {
      helped = help.group(1);
    } else if (type.matches()) {
      begin(type.group(1), type.group(2));
    } else {
      sample(line);
    }
  }

  private void begin(String name, String type) {
    family = name;
    boolean isCounter = type.equals("counter");
    if (!families.add(name) || !helped.equals(name) || isCounter != name.endsWith("_total")) {
      throw new AssertionError("not a family that begins: " + name + ", a " + type);
    }
  }

  private void sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches() || !sample.group(1).equals(family)) {
      throw new AssertionError("not a sample of " + family + ": " + line);
    }
    String labels = sample.group(3);
    String key = family + (labels == null ? "" : "{" + labels(labels) + "}");
    if (samples.put(key, Double.valueOf(sample.group(4))) != null) {
      throw new AssertionError("twice: " + line);
    }
  }

  private static String labels(String text) {
    StringBuilder labels = new StringBuilder();
    Matcher label = LABEL.matcher(text);
    int end = 0;
    while (end < text.length() && label.find(end) && label.start() == end) {
      labels.append(label.group(1)).append('=').append(unescaped(label.group(2)));
      labels.append(label.group(3));
      end = label.end();
    }
    if (end < text.length()) {
      throw new AssertionError("not labels: " + text);
    }
    return labels.toString();
  }

  private static String unescaped(String value) {
    return Pattern.compile("\\\\(.)")
        .matcher(value)
        .replaceAll(escape ->
            Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1)));
  }
}
