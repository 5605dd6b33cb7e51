package io.weightless.check.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// A response as it came. An octet is a character.
record Received(int status, List<Field> fields, String content, boolean isComplete) {
  /// One line of the head.
  record Field(String name, String value) {}

  private static final String DATE =
      "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT";

  List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  boolean saysClose() {
    return all("Connection").stream().anyMatch(value -> value.equalsIgnoreCase("close"));
  }

  boolean isInterim() {
    return status < 200;
  }

  /// What holds for each response, whatever the request was.
  void checkHead() {
    List<String> lengths = all("Content-Length");
    List<String> codings = all("Transfer-Encoding");
    assertThat(lengths.size() + codings.size()).as("9112-6.2 framed once: %s", this).isLessThan(2);
    assertThat(lengths).allMatch(length -> length.matches("\\d+"));
    assertThat(codings).allMatch(coding -> coding.equals("chunked"));
    if (isInterim() || status == 204) {
      assertThat(lengths).as("9110-8.6 no length in %s", status).isEmpty();
    }
    if (isInterim() || status == 204 || status == 304) {
      assertThat(codings).as("9112-6.1 no coding in %s", status).isEmpty();
    }
    if (!isInterim()) {
      assertThat(all("Date")).as("9110-6.6.1").singleElement().asString().matches(DATE);
    }
    if (status == 405) {
      assertThat(all("Allow")).as("9110-15.5.6").hasSize(1);
    }
    if (status == 416) {
      assertThat(all("Content-Range")).as("9110-15.5.17").hasSize(1);
    }
  }
}
