package io.weightless.check.story;

import java.util.Map;

/// A response.
///
/// @param fields by their names in lower case
/// @param text the body, a character for each byte
/// @param isWhole whether all of it came; else the connection ended within it
public record Answer(int status, Map<String, String> fields, String text, boolean isWhole) {
  @Override
  public String toString() {
    return status + " " + fields + (isWhole ? "" : " cut") + " " + text;
  }
}
