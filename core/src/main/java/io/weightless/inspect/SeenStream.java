package io.weightless.inspect;

/// A stream, a listener, a file or something else that is open, in a [Snapshot].
///
/// @param id given when it was opened; no other one of its reactor has it
/// @param name what it is: `the stream from ... to ...`; there may be two of one name, as on a Unix
///   socket
/// @param received bytes that came in; 0 where nobody counts them
/// @param sent bytes that went out; 0 where nobody counts them
public record SeenStream(long id, String name, long received, long sent) {
  public SeenStream {
    name = Brief.of(name);
  }
}
