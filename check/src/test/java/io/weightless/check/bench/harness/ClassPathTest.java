package io.weightless.check.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;

class ClassPathTest {
  private static final String PATH =
      String.join(
          File.pathSeparator, "a/classes", "m/kotlin-stdlib-2.4.21.jar", "m/x-y-1.0-RC2.jar");

  @Test
  void aVersionIsReadFromTheNameOfTheArchive() {
    assertThat(ClassPath.version("kotlin-stdlib", PATH)).isEqualTo("2.4.21");
    assertThat(ClassPath.version("x-y", PATH)).isEqualTo("1.0-RC2");
  }

  @Test
  void noOtherArchiveIsTaken() {
    assertThat(ClassPath.version("y", PATH)).isEqualTo("(unknown version)");
    assertThat(ClassPath.version("kotlin", PATH)).isEqualTo("(unknown version)");
  }
}
