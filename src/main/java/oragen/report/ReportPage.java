package oragen.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of an evaluation: HTML that needs no other file and opens no address. */
public final class ReportPage {
    private static final freemarker.template.Version VERSION = Configuration.VERSION_2_3_34;

    private ReportPage() {}

    /** A run with its sections, as the template sees it. */
    public record RunPart(
            String id, String name, String bundleId, String protocol, FirstScreen first, List<Section> sections) {}

    /**
     * The page of some runs, after what sets modalities side by side.
     *
     * @param galleries at its end; none where no faces are wanted
     */
    public static String render(
            List<Ablation> ablations, List<RunContent> runs, List<FaceGallery> galleries, Evaluated evaluated) {
        List<RunPart> parts = new ArrayList<>();
        for (RunContent run : runs) {
            String id = "run" + (parts.size() + 1);
            parts.add(new RunPart(
                    id,
                    run.name(),
                    run.bundleId(),
                    run.protocol(),
                    FirstScreen.of(run, id, evaluated),
                    new RunSections(run, id).sections()));
        }
        List<Section> modalities = ablations.stream().map(Ablation::section).toList();
        return fill("report.ftlh", Map.of("modalities", modalities, "runs", parts, "galleries", galleries));
    }

    /** A template of this package with what it names. */
    static String fill(String template, Map<String, ?> content) {
        try {
            StringWriter page = new StringWriter();
            template(template).process(content, page);
            return page.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("the template of the report cannot be read", e);
        } catch (TemplateException e) {
            throw new IllegalStateException("the template of the report is wrong", e);
        }
    }

    private static Template template(String name) throws IOException {
        Configuration configuration = new Configuration(VERSION);
        configuration.setClassForTemplateLoading(ReportPage.class, "");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setObjectWrapper(new DefaultObjectWrapperBuilder(VERSION).build());
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNumberFormat("computer");
        return configuration.getTemplate(name);
    }
}
