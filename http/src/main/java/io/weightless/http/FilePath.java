package io.weightless.http;

import io.weightless.http.internal.wire.Characters;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The path of a request as names of files.
///
/// It is split before it is decoded, each name is decoded once, and what is decoded is a name and
/// nothing else: `%2f` does not separate names, and no file's name has a slash in it.
///
/// @param names from the root on; what means "here" is left out
/// @param isDirectory whether it ends with a slash
record FilePath(List<String> names, boolean isDirectory) {
  /// What can't be in a name: where the backslash or the colon means something, they can't either.
  private static final String NEVER = File.separatorChar == '\\' ? "/\0\\:" : "/\0";

  /// The path in a target that has one; null if there can't be such files: a name has a slash or a
  /// NUL in it, is not UTF-8, or leads up, also by a backslash, which is a character like others
  /// otherwise.
  static @Nullable FilePath of(String target) {
    int question = target.indexOf('?');
    int end = question < 0 ? target.length() : question;
    List<String> names = new ArrayList<>();
    int start = start(target, end);
    boolean isDirectory = start == end;
    while (start < end) {
      int slash = target.indexOf('/', start + 1);
      int next = slash < 0 || slash > end ? end : slash;
      String name = decoded(target.substring(start + 1, next));
      if (name == null || !isTame(name)) {
        return null;
      }
      isDirectory = name.isEmpty() || name.equals(".");
      if (!isDirectory) {
        names.add(name);
      }
      start = next;
    }
    return new FilePath(names, isDirectory);
  }

  /// As it is sent, with a slash at the end.
  String encoded() {
    StringBuilder path = new StringBuilder("/");
    for (String name : names) {
      path.append(Page.encoded(name)).append('/');
    }
    return path.toString();
  }

  /// For people, with a slash at the end.
  String shown() {
    return names.isEmpty() ? "/" : "/" + String.join("/", names) + "/";
  }

  /// Where the path begins: with its first slash, behind the host of a whole URL.
  private static int start(String target, int end) {
    if (target.startsWith("/")) {
      return 0;
    }
    int slash = target.indexOf('/', target.indexOf("://") + 3);
    return slash < 0 || slash > end ? end : slash;
  }

  private static @Nullable String decoded(String name) {
    if (name.indexOf('%') < 0) {
      return name;
    }
    ByteBuffer bytes = ByteBuffer.allocate(name.length());
    for (int i = 0; i < name.length(); i++) {
      int b = name.charAt(i);
      if (b == '%') {
        b = Characters.hexDigit(name.charAt(i + 1)) << 4 | Characters.hexDigit(name.charAt(i + 2));
        i += 2;
      }
      bytes.put((byte) b);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  private static boolean isTame(String name) {
    for (int i = 0; i < NEVER.length(); i++) {
      if (name.indexOf(NEVER.charAt(i)) >= 0) {
        return false;
      }
    }
    return !name.contains("..") || !List.of(name.split("\\\\", -1)).contains("..");
  }
}
