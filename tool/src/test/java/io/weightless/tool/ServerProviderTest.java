package io.weightless.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which server a program of the JDK's HTTP server API gets.
final class ServerProviderTest {
  private static final String OURS =
      "-Dcom.sun.net.httpserver.HttpServerProvider="
          + "io.weightless.http.jdk.WeightlessHttpServerProvider";

  @TempDir private Path program = Path.of("");

  @Test
  void itIsOurs() throws Exception {
    assertThat(ServerProvider.flags(program + File.pathSeparator + ".")).containsExactly(OURS);
  }

  @Test
  void itIsNotOursWhereTheClassPathOffersAnother() throws Exception {
    Path services = Files.createDirectories(program.resolve("META-INF/services"));
    Path offer = services.resolve("com.sun.net.httpserver.spi.HttpServerProvider");
    Files.writeString(offer, "com.example.Provider");

    assertThat(ServerProvider.flags("." + File.pathSeparator + program)).isEmpty();
  }
}
