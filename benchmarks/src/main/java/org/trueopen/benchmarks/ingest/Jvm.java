package org.trueopen.benchmarks.ingest;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.trueopen.benchmarks.BenchException;

/** Looks into a running JVM; what it needs there is loaded when it attaches. */
public final class Jvm implements AutoCloseable {

  private final JMXConnector connector;
  private final ThreadMXBean threads;
  private final MemoryMXBean memory;

  private Jvm(JMXConnector connector) throws IOException {
    this.connector = connector;
    MBeanServerConnection beans = connector.getMBeanServerConnection();
    this.threads =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    this.memory =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
  }

  static Jvm attach(Server server) {
    return attach(server.process().pid(), server.variant().title);
  }

  /**
   * @param title what to call the process where it cannot be attached to
   */
  @SuppressWarnings("BanJNDI") // the address is that of a child of ours, on this machine
  public static Jvm attach(long pid, String title) {
    try {
      VirtualMachine machine = VirtualMachine.attach("" + pid);
      String address = machine.startLocalManagementAgent();
      machine.detach();
      return new Jvm(JMXConnectorFactory.connect(new JMXServiceURL(address)));
    } catch (IOException | AttachNotSupportedException e) {
      throw new BenchException("cannot attach to " + title, e);
    }
  }

  /** Bytes allocated on the heap since the start, by all threads, also by those that have ended. */
  long allocatedBytes() {
    return threads.getTotalThreadAllocatedBytes();
  }

  /** Bytes of the heap that are in use after a full collection. */
  public long liveHeapBytes() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      throw new BenchException("cannot detach", e);
    }
  }
}
