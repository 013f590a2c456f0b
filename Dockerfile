# Our own images; docker-compose.yml names the target of each. Everything else is an official image.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# Shown as part of the version: docker compose build --build-arg COMMIT=$(git describe --always --dirty)
ARG COMMIT=
RUN mvn -B -q package "-Dtrueopen.commit=$COMMIT" -DskipTests -Dspotless.check.skip=true -pl ingest-undertow,webhooks,flink-jobs,admin-vaadin -am

# One user for all of ours and for Flink's image, so that secrets can stay readable by their owner only.
FROM eclipse-temurin:25-jre AS runtime
RUN groupadd -g 9999 trueopen && useradd -u 9999 -g 9999 -r -s /usr/sbin/nologin trueopen \
 && mkdir -p /var/lib/trueopen/keys /var/lib/trueopen/journal && chown -R 9999:9999 /var/lib/trueopen
USER 9999:9999
# Of a container's memory the heap gets 60 % below: classes, threads, compiled code and connections' buffers need the rest.
ENV JAVA_TOOL_OPTIONS="-XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

FROM runtime AS ingest
COPY --from=build /src/ingest-undertow/target/lib /opt/trueopen/lib
COPY --from=build /src/ingest-undertow/target/ingest-undertow-*.jar /opt/trueopen/lib/
EXPOSE 8080 2525
CMD ["java", "-XX:MaxRAMPercentage=60", "-cp", "/opt/trueopen/lib/*", "org.trueopen.ingest.IngestMain"]

FROM runtime AS migrate
COPY --from=build /src/clickhouse/target/lib /opt/trueopen/lib
COPY --from=build /src/clickhouse/target/clickhouse-*.jar /opt/trueopen/lib/
CMD ["java", "-cp", "/opt/trueopen/lib/*", "org.trueopen.store.MigratorMain"]

FROM runtime AS webhooks
COPY --from=build /src/webhooks/target/lib /opt/trueopen/lib
COPY --from=build /src/webhooks/target/webhooks-*.jar /opt/trueopen/lib/
EXPOSE 8091
CMD ["java", "-XX:MaxRAMPercentage=60", "-cp", "/opt/trueopen/lib/*", "org.trueopen.webhooks.WebhooksMain"]

FROM runtime AS admin
COPY --from=build /src/admin-vaadin/target/admin-vaadin-*.jar /opt/trueopen/admin.jar
EXPOSE 8090 8092
CMD ["java", "-XX:MaxRAMPercentage=60", "-jar", "/opt/trueopen/admin.jar"]

FROM flink:2.2.1-java21 AS job
RUN mkdir -p /var/lib/trueopen/flink /var/lib/trueopen/keys && chown -R 9999:9999 /var/lib/trueopen
COPY --from=build --chown=9999:9999 /src/flink-jobs/target/flink-jobs.jar /opt/flink/usrlib/
