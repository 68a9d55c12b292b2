// Builds the bundles that are committed under src/tertial/common/static/tertial/dist.
// `node build.js --check` builds beside them and fails when the committed ones differ.
import { build } from "esbuild";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const committed = join(here, "../src/tertial/common/static/tertial/dist");

async function bundle(folder) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: { app: "src/app.js", editor: "src/editor/index.js", chart: "src/chart.js", style: "src/css/app.css" },
    entryNames: "[name]",
    assetNames: "[name]",
    outdir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome111", "firefox115", "safari16.4"],
    loader: { ".woff2": "file" },
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  await writeFile(join(folder, "LICENSES.txt"), await licenses(Object.keys(result.metafile.inputs)));
}

/** The licence texts of every package that ended up in a bundle, in alphabetical order. */
async function licenses(inputs) {
  const packages = new Set(inputs.map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean));
  const parts = [];
  for (const name of [...packages].sort()) {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? (await readFile(join(folder, file), "utf8")).trim() : "";
    parts.push(`${name} ${version} (${license})\n\n${text}`.trim());
  }
  return parts.join(`\n\n${"-".repeat(80)}\n\n`) + "\n";
}

async function differences(built) {
  const names = new Set([...(await readdir(built)), ...(await readdir(committed))]);
  const differ = [];
  for (const name of [...names].sort()) {
    const pair = [built, committed].map((folder) => readFile(join(folder, name)).catch(() => null));
    const [ours, theirs] = await Promise.all(pair);
    if (!ours || !theirs || !ours.equals(theirs)) differ.push(name);
  }
  return differ;
}

const checking = process.argv.includes("--check");
const folder = await mkdtemp(join(tmpdir(), "tertial-frontend-"));
try {
  await bundle(folder);
  if (checking) {
    const differ = await differences(folder);
    if (differ.length) {
      console.error(`The committed bundles are not what frontend/ builds: ${differ.join(", ")}. Run npm run build.`);
      process.exitCode = 1;
    }
  } else {
    await rm(committed, { recursive: true, force: true });
    await mkdir(committed, { recursive: true });
    for (const name of await readdir(folder)) await copyFile(join(folder, name), join(committed, name));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
