import assert from "node:assert/strict";
import { test } from "node:test";
import { block } from "../src/copied_block.js";

test("rows and cells of a spreadsheet come as they stand there", () => {
  assert.deepEqual(block("1 234,5\t−3\r\n\t74,5 %\r\n"), [["1 234,5", "−3"], ["", "74,5 %"]]);
});

test("a cell with a line break or quotes is one cell", () => {
  assert.deepEqual(block('"två\nrader"\t"sade ""ja"""\nnästa\t'), [["två\nrader", 'sade "ja"'], ["nästa", ""]]);
});

test("an inch sign within a cell is kept", () => {
  assert.deepEqual(block('17" skärm\t2'), [['17" skärm', "2"]]);
});
