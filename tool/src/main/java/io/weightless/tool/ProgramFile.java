package io.weightless.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/// Finds what a user names as a program: a source file, a jar, a class.
final class ProgramFile {
  private ProgramFile() {}

  /// The file of that name.
  ///
  /// @throws Mistake when there is none
  static Path existing(String name) throws Mistake {
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new Mistake("no such file: " + name);
    }
    return file;
  }

  /// The class that a jar's manifest names.
  ///
  /// @throws Mistake when it names none
  static String mainClass(Path jar) throws IOException, Mistake {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String name =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      if (name == null) {
        throw new Mistake(jar + " names no Main-Class in its manifest");
      }
      return name;
    }
  }
}
