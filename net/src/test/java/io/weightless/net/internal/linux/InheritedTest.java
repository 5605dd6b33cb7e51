package io.weightless.net.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES say to process 7.
final class InheritedTest {
  private static int find(String address, String process, String count, String names)
      throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("LISTEN_PID", process);
    environment.put("LISTEN_FDS", count);
    environment.put("LISTEN_FDNAMES", names);
    environment.values().removeIf(value -> value == null);
    return new Inherited(environment, 7).find(Address.parse(address));
  }

  @ParameterizedTest
  @CsvSource({
    "systemd:0, 7, 1,, 3",
    "systemd:1, 7, 2, web:admin, 4",
    "systemd:web, 7, 2, web:admin, 3",
    "systemd:admin, 7, 2, web:admin, 4",
    "systemd:web, 7, 3, admin:web:web, 4",
    "systemd:1, 7, 2, 1:0, 4",
    "fd:9,,,, 9",
    "fd:0, 8, 1,, 0"
  })
  void aSocketIsFoundByItsNumberOrName(
      String address, String process, String count, String names, int descriptor)
      throws IOException {
    assertThat(find(address, process, count, names)).isEqualTo(descriptor);
  }

  @ParameterizedTest
  @CsvSource({
    "systemd:0, 7,,, no socket was passed to this process: LISTEN_FDS is not set",
    "systemd:0,, 1,, it is not said to which process sockets were passed: LISTEN_PID is not set",
    "systemd:0, 8, 1,, 'the sockets were passed to process 8 (LISTEN_PID), and this is 7'",
    "systemd:0, me, 1,, 'LISTEN_PID is not a number: ''me'''",
    "systemd:0, 7, -1,, 'LISTEN_FDS is not a number: ''-1'''",
    "systemd:0, 7, 0,, 'LISTEN_FDS says that there are 0, from 0 on'",
    "systemd:2, 7, 2,, 'LISTEN_FDS says that there are 2, from 0 on'",
    "systemd:web, 7, 1,, the sockets have no names: LISTEN_FDNAMES is not set",
    "systemd:web, 7, 2, admin:Web, 'LISTEN_FDNAMES has only admin, Web'",
    "systemd:web, 7, 1, admin:web, 'LISTEN_FDNAMES has only admin, web'"
  })
  void whatWasNotPassedIsToldInOneLine(
      String address, String process, String count, String names, String message) {
    assertThatThrownBy(() -> find(address, process, count, names))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }
}
