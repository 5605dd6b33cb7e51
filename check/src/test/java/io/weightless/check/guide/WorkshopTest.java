package io.weightless.check.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkshopTest {
  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(folder);
  }

  @Test
  void whatAProgramPrintsIsHeard() throws Exception {
    assertThat(played("IO.println(6 * 7);")).isEqualTo("42\n");
  }

  @Test
  void aProgramThatFailsSaysSoAsTheVirtualMachineDoes() throws Exception {
    assertThat(played("IO.println(1);\n  throw new IOException(\"away\");"))
        .isEqualTo("1\nException in thread \"main\" java.io.IOException: away\n");
  }

  @Test
  void whatDoesNotCompileIsRefused() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> played("IO.println(nobody);"))
        .withMessageContaining("nobody")
        .withMessageContaining("Mine.java");
  }

  @Test
  void whatTheCompilerWarnsOfIsRefused() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> played("List<String> raw = new ArrayList();"))
        .withMessageContaining("unchecked");
  }

  private String played(String line) throws IOException, ReflectiveOperationException {
    String code = "// Mine.java\nvoid main() throws Exception {\n  " + line + "\n}\n";
    Listing mine = new Listing("one.md", 1, code, "");
    workshop.save(List.of(mine));
    workshop.compile(List.of(mine));
    return workshop.run(mine);
  }
}
