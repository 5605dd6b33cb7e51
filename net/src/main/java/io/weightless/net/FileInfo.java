package io.weightless.net;

import java.time.Instant;

/// What is known of a file without opening it.
///
/// @param name its name in its directory
/// @param size in bytes; means nothing for what is not a file
public record FileInfo(String name, Kind kind, long size, Instant modified) {
  public enum Kind {
    FILE,
    DIRECTORY,
    /// A symbolic link: for those who do not follow links.
    LINK,
    /// A device, a pipe; to those who follow links, also one that leads nowhere.
    OTHER
  }
}
