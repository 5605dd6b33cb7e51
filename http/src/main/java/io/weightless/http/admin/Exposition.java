package io.weightless.http.admin;

import java.util.Map;

/// Writes figures in the text format 0.0.4 of Prometheus
/// (https://prometheus.io/docs/instrumenting/exposition_formats): families, each with its samples
/// together.
final class Exposition {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();
  private String family = "";

  /// Begins a family of one that goes up and down.
  void gauge(String name, String help) {
    begin(name, "gauge", help);
  }

  /// Begins a family of one that goes up only.
  void counter(String name, String help) {
    begin(name, "counter", help);
  }

  private void begin(String name, String type, String help) {
    family = name;
    text.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /// One of the family that was begun last.
  void sample(Map<String, String> labels, double value) {
    text.append(family);
    String before = "{";
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(before).append(label.getKey()).append("=\"");
      text.append(escaped(label.getValue()).replace("\"", "\\\"")).append('"');
      before = ",";
    }
    text.append(labels.isEmpty() ? " " : "} ").append(number(value)).append('\n');
  }

  /// Whole ones without a point, for people.
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private static String escaped(String raw) {
    return raw.replace("\\", "\\\\").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
