package org.trueopen.job;

import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.DefaultPackagedProgramRetriever;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.entrypoint.ClusterEntrypointUtils;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfigurationParserFactory;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.runtime.util.JvmShutdownSafeguard;
import org.apache.flink.runtime.util.SignalHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JobManager with the engagement job in it, for one machine: what {@code standalone-job} is in
 * Flink's images, whose own class for it is not published as a library. Arguments: {@code
 * --configDir DIR} and any number of {@code -D key=value}.
 */
@SuppressWarnings("try") // close() of Flink's class may be interrupted; nobody calls it through try
public final class ApplicationCluster extends ApplicationClusterEntryPoint {

  private static final Logger LOG = LoggerFactory.getLogger(ApplicationCluster.class);

  private ApplicationCluster(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  public static void main(String[] args) throws Exception {
    EnvironmentInformation.logEnvironmentInfo(LOG, ApplicationCluster.class.getSimpleName(), args);
    SignalHandler.register(LOG);
    JvmShutdownSafeguard.installAsShutdownHook(LOG);
    Configuration configuration =
        loadConfiguration(
            ClusterEntrypointUtils.parseParametersOrExit(
                args, new EntrypointClusterConfigurationParserFactory(), ApplicationCluster.class));
    configuration.set(DeploymentOptions.TARGET, "embedded");
    PackagedProgram program =
        DefaultPackagedProgramRetriever.create(
                null, EngagementJob.class.getName(), new String[0], configuration)
            .getPackagedProgram();
    configureExecution(configuration, program);
    ClusterEntrypoint.runClusterEntrypoint(new ApplicationCluster(configuration, program));
  }
}
