package io.weightless.net.dns;

import java.time.Duration;

/// One thing that the DNS says of a name.
///
/// @param name whose record it is; behind aliases not the name that was asked for
/// @param timeToLive how long it may still be remembered
public record ResourceRecord(String name, RecordType type, Duration timeToLive, RecordData data) {
  ResourceRecord living(Duration left) {
    return new ResourceRecord(name, type, left, data);
  }

  /// As in the text of a zone.
  @Override
  public String toString() {
    return name + " " + timeToLive.toSeconds() + " IN " + type + " " + data;
  }
}
