package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.regex.Pattern;

/// `struct sockaddr_un`. In text, what begins with an `@` is a name that no file has ("abstract"):
/// to the system it begins with a zero. Anything else is a path.
final class UnixAddresses {
  static final int AF_UNIX = 1;

  /// Of the whole structure.
  static final int BYTES = 110;

  private static final int PATH = 2;

  /// The zero at the end of a path, or at the beginning of a name, left out.
  private static final int MOST_BYTES = 107;

  private static final Charset PATHS =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  /// What stands for bytes that are no text, too.
  private static final Pattern STRANGE = Pattern.compile("[\\p{IsControl}?\uFFFD]");

  private UnixAddresses() {}

  static boolean isAbstract(String name) {
    return name.startsWith("@");
  }

  /// The file that a socket has made when it was bound; of any other address there is none.
  static void removeFile(SocketAddress address) throws IOException {
    if (address instanceof UnixDomainSocketAddress unix && !isAbstract(unix.toString())) {
      Files.deleteIfExists(unix.getPath());
    }
  }

  /// @return how many bytes
  /// @throws IOException in one line, when it is too long, or the system can't spell it
  static int write(String name, MemorySegment target) throws IOException {
    boolean isAbstract = isAbstract(name);
    byte[] bytes = bytes(isAbstract ? name.substring(1) : name);
    target.asSlice(0, BYTES).fill((byte) 0);
    target.set(JAVA_SHORT_UNALIGNED, 0, (short) AF_UNIX);
    int at = isAbstract ? PATH + 1 : PATH;
    MemorySegment.copy(bytes, 0, target, JAVA_BYTE, at, bytes.length);
    return PATH + 1 + bytes.length;
  }

  private static byte[] bytes(String text) throws IOException {
    if (!PATHS.newEncoder().canEncode(text)) {
      throw new IOException("the system's file names, in " + PATHS + ", can't spell it");
    }
    byte[] bytes = text.getBytes(PATHS);
    if (bytes.length > MOST_BYTES) {
      throw new IOException(
          "the name of a Unix socket has at most " + MOST_BYTES + " bytes, not " + bytes.length);
    }
    return bytes;
  }

  /// The text that [#write] would take, with an underscore for what an address can't have in it, or
  /// a terminal would obey. Whoever connects chooses it freely.
  ///
  /// @param length what the system says, or more
  /// @return empty for a socket that has no name
  static String read(MemorySegment source, int length) {
    int end = Math.min(length, BYTES);
    if (end <= PATH) {
      return "";
    }
    boolean isAbstract = source.get(JAVA_BYTE, PATH) == 0;
    int from = isAbstract ? PATH + 1 : PATH;
    int to = isAbstract ? end : zero(source, from, end);
    byte[] bytes = source.asSlice(from, to - from).toArray(JAVA_BYTE);
    String text = STRANGE.matcher(new String(bytes, PATHS)).replaceAll("_");
    return isAbstract && !text.isEmpty() ? "@" + text : text;
  }

  private static int zero(MemorySegment source, int from, int end) {
    int at = from;
    while (at < end && source.get(JAVA_BYTE, at) != 0) {
      at++;
    }
    return at;
  }
}
