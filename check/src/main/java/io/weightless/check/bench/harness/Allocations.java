package io.weightless.check.bench.harness;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// What all threads of another Java machine have allocated in its heap since they began.
public final class Allocations {
  private final ThreadMXBean threads;

  private Allocations(ThreadMXBean threads) {
    this.threads = threads;
  }

  /// Looks into a process from now on, until either ends. That costs it nothing while nobody asks.
  ///
  /// @throws IOException if it is no Java machine, or one that nobody may look into
  @SuppressWarnings("BanJNDI") // of a process that we have started
  public static Allocations of(long pid) throws IOException {
    // Others are ended by the signal that says hello.
    if (!Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "exe")).endsWith("java")) {
      throw new IOException("no Java machine: " + pid);
    }
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      JMXServiceURL url = new JMXServiceURL(machine.startLocalManagementAgent());
      machine.detach();
      var connection = JMXConnectorFactory.connect(url).getMBeanServerConnection();
      return new Allocations(
          ManagementFactory.newPlatformMXBeanProxy(
              connection, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class));
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
  }

  public long bytes() {
    return threads.getTotalThreadAllocatedBytes();
  }
}
