package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testing.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// PEM files in a directory of a test.
record Pems(Path directory) {
  /// One of those for tests.
  Path of(String name) throws IOException {
    return Certificates.file(name, directory);
  }

  String text(String name) throws IOException {
    return Files.readString(of(name));
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /// @param message with a `%s` for each of the files
  static void assertRefused(ThrowingCallable read, String message, Object... files) {
    assertThatThrownBy(read).isExactlyInstanceOf(IOException.class).hasMessage(message, files);
  }
}
