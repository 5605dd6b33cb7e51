package io.weightless.net;

import java.nio.file.Path;

/// What a [FileWatch] has seen.
public sealed interface FileEvent {
  /// Something is there that was not: it was made, or moved here from where nobody watches.
  record Created(Path path) implements FileEvent {}

  /// The content of a file has changed, or its attributes.
  record Changed(Path path) implements FileEvent {}

  /// Something is gone: it was deleted, or moved to where nobody watches.
  record Deleted(Path path) implements FileEvent {}

  /// Something has another name, and with it everything below it. What `to` was before is gone.
  record Moved(Path from, Path to) implements FileEvent {}

  /// More has happened than there was room for, and nobody knows what: whoever needs to know has to
  /// look for himself.
  record Overflow() implements FileEvent {}
}
