package io.weightless.net.dns;

/// What a resolver goes by.
record Settings(ResolverOptions options, HostsFile hosts, NameSwitch order) {
  /// Where they come from.
  interface Source {
    /// Those that hold now.
    ///
    /// - **Waits**: maybe, for files; a cancellation point then.
    Settings now();
  }

  static Settings of(ResolverOptions options) {
    return new Settings(options, HostsFile.EMPTY, NameSwitch.DNS);
  }
}
