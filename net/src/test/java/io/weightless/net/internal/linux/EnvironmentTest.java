package io.weightless.net.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class EnvironmentTest {
  private static final Charset CHARSET = Charset.forName(System.getProperty("sun.jnu.encoding"));

  @Test
  void readAsTextItIsTheOneThatTheJdkKnows() {
    Map<String, String> read = new TreeMap<>();
    for (byte[] variable : Environment.variables()) {
      String text = new String(variable, CHARSET);
      int end = text.indexOf('=', 1);
      read.put(text.substring(0, end), text.substring(end + 1));
    }
    assertThat(read).isEqualTo(System.getenv()).isNotEmpty();
  }
}
