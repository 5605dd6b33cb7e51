package io.weightless.net.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/// Where PEM came from, in the words of messages, and its text.
///
/// @param name as in "the first certificate in NAME"
/// @param file what to write in its place in a command
/// @param text everything that it holds
record Source(String name, String file, String text) {
  /// In bytes. A chain of four certificates and a key have about 10,000.
  static final int LIMIT = 1 << 20;

  private static final String BYTE_ORDER_MARK = "\ufeff";

  /// A text that did not come out of a file.
  static Source ofText(String name, String text) throws IOException {
    if (text.length() > LIMIT) {
      throw tooLarge(name);
    }
    return new Source(name, "FILE", text);
  }

  static Source ofFile(Path path) throws IOException {
    String name = OneLine.of(path.toString());
    if (Files.isDirectory(path)) {
      throw new IOException("cannot read " + name + ": it is a directory; a PEM file is expected");
    }
    byte[] bytes = bytes(path, name);
    if (bytes.length > LIMIT) {
      throw tooLarge(name);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new Source(name, name, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
  }

  private static byte[] bytes(Path path, String name) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(LIMIT + 1);
    } catch (NoSuchFileException e) {
      throw new IOException("cannot read " + name + ": there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException("cannot read " + name + ": this user may not", e);
    } catch (FileSystemException e) {
      throw new IOException("cannot read " + name + ": " + OneLine.of(e.getReason()), e);
    } catch (IOException e) {
      throw new IOException("cannot read " + name + ": " + OneLine.of(e.getMessage()), e);
    }
  }

  private static IOException tooLarge(String name) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "%s is larger than %,d bytes, the limit; certificates and keys in PEM are expected",
            name,
            LIMIT));
  }

  /// For who may not see what it holds.
  @Override
  public String toString() {
    return name;
  }
}
